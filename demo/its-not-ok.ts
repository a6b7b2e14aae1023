import { newAudienceText, newCampaign, type CampaignContent } from '../src/campaigns/campaigns.ts'
import { documentFromText } from '../src/publishing/rich-text-as-text.ts'

/**
 * IT'S NOT OK, Cumbria 2020 to 2021: the public facts of a campaign, told in our own words. Where a day is not known,
 * the text says so.
 */
export const itsNotOk: { title: string; summary: string; content: CampaignContent } = {
  title: 'IT’S NOT OK',
  summary:
    'Twelve months against the exploitation of children in Cumbria: know the signs, know whom to call, and speak out.',
  content: newCampaign({
    aim: 'That everybody in Cumbria can see the signs of child exploitation, knows where to report it, and does, so that fewer children are exploited.',
    startsOn: '2020-10-01',
    endsOn: '2021-09-30',
    callToAction: { text: 'Seen something that is not OK? Tell somebody', address: '/report' },
    introduction: documentFromText(`
Exploitation is when somebody uses a child for their own gain. They may make the child carry drugs or money, send pictures, or do things with others. It often begins with kindness: presents, attention, a place to belong.

It happens in cities, and it happens here, in small towns and villages. The police in Cumbria met children as young as ten who had been drawn in.

The partnership and the NSPCC began this campaign on Thursday 1 October 2020. It ran for twelve months, with one theme after the other, through the press, social media, print and a coalition of partners.

## What came of it

In September 2021 three county football associations held a photo contest for the campaign. Twenty-six teams took part, and Stanwix Girls and Ladies won. The campaign’s posts were said to have been shown more than two million times, which is more than the people who live in the county. How often something was shown says how loud a campaign was, not what it changed.`),
    themes: ['Child criminal exploitation', 'Staying safe online', 'Healthy relationships'],
    keyMessages: [
      'Children who are exploited are never to blame. Whoever exploits them is.',
      'It can happen to any child, in any family, in any village.',
      'Learn the signs. One of them may mean little; several together mean: ask.',
      'You do not have to be sure. Tell somebody whose job it is to find out.',
    ],
    phases: [
      {
        theme: 'Child criminal exploitation',
        startsOn: '2020-10-01',
        endsOn: '2020-11-30',
        text: documentFromText(
          'When criminals make children carry, store or sell drugs, move money, or steal for them. Some are sent along “county lines” from big cities to places like ours.',
        ),
      },
      {
        theme: 'Staying safe online',
        startsOn: '2020-12-01',
        endsOn: '2021-02-28',
        text: documentFromText(
          'When contact, pressure or blackmail comes through games, chats and pictures. The day on which this theme began is not recorded; its first talk for staff was on 18 December 2020.',
        ),
      },
      {
        theme: 'Healthy relationships',
        startsOn: '2021-03-01',
        endsOn: '2021-09-30',
        text: documentFromText(
          'What it feels like when somebody respects you, and what control looks like when it is dressed up as love. In April staff met in workshops on harmful sexual behaviour.',
        ),
      },
    ],
    audiences: [
      newAudienceText('young-people', {
        heading: 'It’s not OK. And it’s not your fault.',
        introduction:
          'Some people are only kind to get something from you. You can say no. You can tell.',
        text: documentFromText(`
## How it starts

Someone is really nice to you. They may be older, or your age. They give you trainers, food, a vape or a phone. It feels good.

Then they want something back. They ask you to carry a bag. Or to hide money. Or to send a picture. They say you owe them. They may scare you.

That is called **exploitation**. It is a long word for using someone. It is a crime, and **the crime is theirs, not yours**.

## It can be anyone

It happens to girls and to boys. It happens in big towns and in small ones. It happens online. It can happen to your friend. It can happen to you.`),
        signs: documentFromText(`
- Does someone give you things, then say you owe them?
- Do they tell you to keep secrets from people you love?
- Do you carry or keep things, and you must not look inside?
- Do they want you to go far away, or stay out all night?
- Do they ask for pictures, or say they will show them to others?
- Are you scared to say no?

One yes is enough to talk to someone.`),
        whatToDo: documentFromText(`
1. **Tell someone you trust.** A teacher, your nan, a youth worker, a nurse. If they do not listen, tell someone else.
2. **Or call Childline.** It is free. You can talk about anything, and you can stop when you like.
3. **Keep the messages.** Do not answer them. Do not delete them.
4. **In danger right now?** Call {{route:emergency}}.

Worried about a friend? You can tell for them. That is not snitching. That is being a good friend.`),
        routeKeys: ['childline', 'front-door', 'ceop'],
      }),
      newAudienceText('parents', {
        heading: 'You know your child best',
        introduction:
          'Children seldom say that somebody is using them. They show it. Here is what you may notice, and what helps.',
        text: documentFromText(`
## What is going on

Criminals look for children to do their work: to carry drugs or money, to keep a phone, to hide things. Others want pictures, or sex. They offer what a child wants at that age: money, clothes, a group to belong to, somebody who listens.

Later come debts and threats, to the child or to you. That is why children keep quiet. Many do not think that anything is wrong, because those people are their friends, they say.

It happens to children from every kind of family. It does not mean that you did something wrong, and it does not mean that your child did.`),
        signs: documentFromText(`
- new clothes, a second phone or money, and no good answer where from
- being out later and longer, or missing, and not saying where
- new friends who are older, or whom nobody knows
- a phone that never rests, and worry when a message comes
- losing interest in school, sport or old friends
- being angry, frightened or very tired
- bruises, or things that have gone from home
- taxi rides or train tickets to places you cannot explain

One of these may only be growing up. Trust your feeling when several come together, or when your child is suddenly somebody else.`),
        whatToDo: documentFromText(`
**Talk, when it is calm.** In the car or on a walk is easier than at the table. Say what you have noticed, not what you suspect: “You seem worried when your phone rings.”

**Listen more than you ask.** Stay calm, whatever you hear. Say that you are glad to know and that it is not their fault. Do not promise to keep it secret.

**Write down** names, car numbers, user names, times. Keep messages and pictures as they are. Do not go to the people yourself: that can put your child in danger.

**Call and ask for advice.** You do not need proof. If your child is missing or in danger, call {{route:emergency}} at once; you do not have to wait any number of hours.`),
        routeKeys: ['front-door', 'nspcc', 'police', 'ceop'],
      }),
      newAudienceText('carers', {
        heading: 'When a child in your care is drawn away',
        introduction:
          'For foster carers, kinship carers and staff of children’s homes: children who live away from home are looked for by people who exploit. You are the best protection they have.',
        text: documentFromText(`
## Why children in care

A child who has lost much wants to belong. Somebody who seems to offer that, and who waits outside school or writes at night, has an easy start. Children who move often have fewer people who notice a change. Those who exploit children know this.

It is not because the child is difficult, and it is not because you are a bad carer. Going missing is often the way in which a child tells us that something is wrong.`),
        signs: documentFromText(`
- going missing, even for an hour, and coming back with things or with other clothes
- being picked up by cars, or asking to be let out a street away
- contact with adults or with other children of whom nobody has told you
- a new phone, two phones, or a phone that is hidden
- knowing places far away, or having tickets to them
- being afraid when they lose something, or asking for money to pay a debt
- using drugs, or having small bags, scales or many keys
- injuries they will not talk about
- pulling away from you and from the routines they liked

Think about what has changed for this child, and write it down with the day.`),
        whatToDo: documentFromText(`
**Keep the door open.** Say that you missed them and that they can always call you, at any hour, without questions first. Food and a bed come before the talk.

**Follow the missing plan.** Report each time, with what they wore and whom they may be with. Ask for the talk that every child is offered after coming back, and say what you have noticed before it takes place.

**Tell the child’s social worker on the same day**, and your own. Ask for a meeting if things do not change. If nobody answers, use the numbers below.

**Do not search for debts to pay or for people to face.** Paying once does not end it. If there is danger now, call {{route:emergency}}.

**Look after yourself.** You may be frightened too. Say so to your supervising social worker.`),
        routeKeys: ['front-door', 'out-of-hours', 'police', 'nspcc'],
      }),
      newAudienceText('practitioners', {
        heading: 'Recognise, respond, refer',
        introduction:
          'For everybody who works or volunteers with children in the county. It adds to your own organisation’s procedures and does not replace them.',
        text: documentFromText(`
## What it is

Child criminal exploitation is a form of child abuse. An individual or group uses an imbalance of power to coerce, control, manipulate or deceive a person under 18 into criminal activity, in exchange for something the child needs or wants, for the gain of the exploiter, or by violence or its threat. It can have taken place even if the activity appears consensual, and it does not always involve physical contact (see Home Office, _Serious Violence Strategy_, 2018).

“County lines” is one form: drugs are supplied from cities to towns and villages by a dedicated phone line, with children as couriers, and often with the home of a vulnerable adult taken over.

A child cannot consent to being exploited. Where there are reasons to believe that a child is a potential victim of modern slavery, a first responder such as the council or the police refers them to the National Referral Mechanism; a child’s consent is not required (Modern Slavery Act 2015).

## Our words

Say “the child is being exploited”, “was coerced”, “has been missing”. Do not write that a child “chooses a lifestyle”, “puts themselves at risk” or is “streetwise”. Records are read by others, and in time by the child.`),
        signs: documentFromText(`
**At school or work:** falling attendance, exclusion, tiredness, drop in attainment, new peers at the gate.

**At home and in care:** missing episodes, however short; unexplained money, phones, clothes; carers who feel threatened.

**Health:** injuries with poor explanations, substance use, sexually transmitted infections, self-harm, anxiety.

**Online:** several profiles, contact at night, pressure for images, debts in games.

**Place and travel:** found far from home, train tickets, unknown cars, visits to one address by many young people.

Some children are noticed less: girls, children with learning disabilities, children who are educated at home, Black and minority ethnic children who are seen as older than they are, and children who have offended. Check your own assumptions.`),
        whatToDo: documentFromText(`
1. **Danger now:** {{route:emergency}}.
2. **Speak with the child** where it is safe. Listen, do not lead, explain what you must pass on and why.
3. **Talk to your designated safeguarding lead**, unless that loses time. Read the [threshold guide and referral process](/report/threshold).
4. **Refer** by phone, then in writing within one working day. Agreement of the family is good practice, not a condition, where asking would raise the risk.
5. **Share what you know.** Intelligence that is not about one child, such as a car, an address or a user name, goes to the police: {{route:police}}.
6. **Stay with it.** Take part in the plan. If you disagree with a decision, escalate on the same day.`),
        routeKeys: ['front-door', 'out-of-hours', 'police', 'designated-officer'],
      }),
    ],
    channels: [
      'Local press and radio',
      'Social media',
      'Websites of the partners',
      'Printed posters and cards, on request',
      'Workshops and online events',
      'A coalition of partners',
    ],
    partners: [
      {
        name: 'Cumbria Constabulary',
        role: 'safeguarding-partner',
        webAddress: 'https://www.cumbria.police.uk/',
      },
      { name: 'Cumbria County Council', role: 'safeguarding-partner', webAddress: null },
      {
        name: 'NHS Morecambe Bay Clinical Commissioning Group',
        role: 'safeguarding-partner',
        webAddress: null,
      },
      {
        name: 'NHS North Cumbria Clinical Commissioning Group',
        role: 'safeguarding-partner',
        webAddress: null,
      },
      { name: 'NSPCC', role: 'campaign-partner', webAddress: 'https://www.nspcc.org.uk/' },
      {
        name: 'Cumbria Office of the Police and Crime Commissioner',
        role: 'supporter',
        webAddress: null,
      },
      { name: 'South Cumbria Alternative Provision', role: 'supporter', webAddress: null },
    ],
    hashtags: ['#Itsnotok', '#ItsNotOktoturnyourbackonexploitation'],
    activities: [
      {
        title: 'Launch conference',
        on: '2020-10-01',
        time: '1pm to 3:30pm',
        place: 'Online',
        text: 'For 250 people who work with children. The NSPCC and the National County Lines Coordination Centre spoke.',
      },
      {
        title: 'Lunchtime talk: staying safe online',
        on: '2020-12-18',
        time: '12:15pm to 1pm',
        place: 'Online, for staff of the partners',
        text: '',
      },
      {
        title: 'Support hour for parents',
        on: '2021-03-04',
        time: '8pm to 9pm',
        place: 'On the Facebook page of the police',
        text: 'Parents asked their questions and got answers from people who do this work.',
      },
      {
        title: 'Child Exploitation Awareness Day',
        on: '2021-03-18',
        time: '',
        place: 'Everywhere',
        text: 'Three films made by young people came out. #HelpingHands #CEADay21',
      },
    ],
    support: documentFromText(`
You do not need a budget. You need a noticeboard, a newsletter, a team meeting or a page that people follow.

## Five things any organisation can do

1. Take one of the texts below and put it where your people read. You may change the first line to say who you are. Leave the ways to report as they are.
2. Talk about it for ten minutes at your next meeting. The talk below has the words.
3. Ask every new member of staff, and every volunteer, to learn the signs.
4. Put the address of the page [how to report a concern](/report) on your own website. Link to it; do not copy its numbers, because they change.
5. Join the coalition, and tell us what you did. Others will copy it.

## Please do not

- show children’s faces, or tell the story of one child
- use pictures that frighten, such as hands over mouths
- ask people to write to you about a child: send them to the page on how to report`),
    materials: [
      {
        title: 'Post for everybody',
        kind: 'social-post',
        audience: null,
        text: 'New trainers. A second phone. Out all night. It may be nothing. It may be a child who is being used.\n\nYou do not have to be sure. Tell somebody whose job it is to find out.\n\n#Itsnotok',
      },
      {
        title: 'Post for young people',
        kind: 'social-post',
        audience: 'young-people',
        text: 'They were so nice at first. Now they say you owe them.\n\nIt’s not OK. It’s not your fault. Free to call, day and night: {{route:childline}}.\n\n#Itsnotok',
      },
      {
        title: 'Post for parents and carers',
        kind: 'social-post',
        audience: 'parents',
        text: 'Your child has money you did not give them, and will not say where they were.\n\nStay calm. Listen. Keep the messages. Then call and ask for advice: you do not need proof.\n\n#Itsnotok',
      },
      {
        title: 'Paragraph for a newsletter',
        kind: 'newsletter',
        audience: null,
        text: 'It’s not OK is a twelve-month campaign of the Cumbria Safeguarding Children Partnership and the NSPCC against the exploitation of children. Criminals draw children in with presents and friendship, and keep them with debts and fear. It happens in towns and villages like ours. Learn the signs, and if something does not feel right, tell somebody: you do not have to be sure. In an emergency call 999.',
      },
      {
        title: 'Message from a school to parents',
        kind: 'school-message',
        audience: 'parents',
        text: 'Dear parents and carers\n\nThis year our school supports the campaign It’s not OK. It helps all of us to notice when somebody is using a child: to carry things, to send pictures, to keep secrets.\n\nPlease take five minutes to read what you may notice at home, and what helps when you talk with your child. If you are worried, about your own child or another, speak with our designated safeguarding lead, or call the numbers on the partnership’s website. Nobody will think you foolish for asking.\n\nYours sincerely',
      },
      {
        title: 'Ten minutes in a team meeting',
        kind: 'talk',
        audience: 'practitioners',
        text: 'Minute 1. Say why: children in our county have been exploited from the age of ten. Most did not tell anybody. Somebody could have noticed.\n\nMinutes 2 to 4. Read the signs aloud. Ask: which of these could we see in our work?\n\nMinutes 5 to 7. A boy of 13 comes late for the third week, with a new phone, and falls asleep. Talk in pairs: what do you say to him, whom do you tell, when?\n\nMinutes 8 and 9. Where is the number of our front door? Who is our designated safeguarding lead, and who stands in?\n\nMinute 10. Each says one thing they will do this week.',
      },
    ],
    contactEmail: 'campaigns@cumbria-scp.example',
  }),
}
