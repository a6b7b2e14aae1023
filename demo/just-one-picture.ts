import { newAudienceText, newCampaign, type CampaignContent } from '../src/campaigns/campaigns.ts'
import { documentFromText } from '../src/publishing/rich-text-as-text.ts'

/**
 * A campaign that runs at the moment, invented for the demonstration: so that one sees what a campaign looks like while
 * it is on. `month` gives the first day of a month that many months from now.
 */
export function justOnePicture(month: (ahead: number) => string): {
  title: string
  summary: string
  content: CampaignContent
} {
  const dayBefore = (date: string): string =>
    new Date(Date.parse(`${date}T12:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return {
    title: 'Just one picture',
    summary:
      'Somebody asks for a picture, and then for more, or for money. Six months to make sure that every young person knows a way out, and every grown-up knows what to say.',
    content: newCampaign({
      picture: 'window',
      aim: 'That young people who are put under pressure for a picture tell somebody on the same day, and that grown-ups stay calm when they do.',
      startsOn: month(-1),
      endsOn: dayBefore(month(5)),
      callToAction: { text: 'Get help with a picture', address: '/report' },
      introduction: documentFromText(`
A picture is sent in a second. Some young people send one because they like somebody; some because they are pressed; some never sent one, and the picture is made up. What follows can be blackmail: more pictures, or money.

Nobody who is blackmailed is to blame. There are ways to take a picture down, and people who help without judging. This campaign makes them known in schools, clubs, surgeries and homes.`),
      themes: ['When somebody asks', 'When it turns into blackmail', 'When it is out there'],
      keyMessages: [
        'It is never too late to tell.',
        'Do not pay. Do not send more. Keep the messages.',
        'A picture can often be taken down. Childline helps with it.',
        'Stay calm. What you say first decides whether they tell you more.',
      ],
      phases: [
        {
          theme: 'When somebody asks',
          startsOn: month(-1),
          endsOn: dayBefore(month(1)),
          text: documentFromText(
            'How asking begins, why it is hard to say no, and words that make it easier.',
          ),
        },
        {
          theme: 'When it turns into blackmail',
          startsOn: month(1),
          endsOn: dayBefore(month(3)),
          text: documentFromText(
            'Criminals pretend to be somebody of the same age. What they want is money, and they are quick. So must help be.',
          ),
        },
        {
          theme: 'When it is out there',
          startsOn: month(3),
          endsOn: dayBefore(month(5)),
          text: documentFromText(
            'How a picture is taken down, how friends and schools help, and how life goes on.',
          ),
        },
      ],
      audiences: [
        newAudienceText('young-people', {
          heading: 'Someone has your picture? You are not alone.',
          introduction: 'It feels like the end of the world. It is not. There is a way out.',
          text: documentFromText(`
## What happened

Someone asked for a picture. Maybe they were nice. Maybe they sent one first. Maybe they kept on asking.

Now they want more. Or they want money. They say they will show everyone.

**What they do is a crime. You did not do a crime by being tricked.**

## You never sent one?

Some people make fake pictures. That is not OK either. You can get help with those too.`),
          signs: documentFromText(`
- Do they ask again and again?
- Do they say, “If you love me, you will”?
- Do they say they will share it?
- Do they want money or gift cards?
- Do they tell you to be quick, and to tell no one?

One yes is enough. You can talk to someone today.`),
          whatToDo: documentFromText(`
1. **Stop.** Do not pay. Do not send more.
2. **Keep it.** Take a picture of the screen with their name and what they say. Do not delete.
3. **Block and report** them in the app.
4. **Tell.** A grown-up you trust, or Childline. They have heard it before.
5. **Take it down.** On the Childline website there is a tool called Report Remove. It helps to get your picture off the internet.

If you feel that you cannot go on, call {{route:emergency}} or Childline right now. People want you here.`),
          routeKeys: ['childline', 'ceop', 'front-door'],
        }),
        newAudienceText('parents', {
          heading: 'If your child tells you about a picture',
          introduction:
            'Breathe first. The next five minutes decide whether they tell you everything.',
          text: documentFromText(`
## What is going on

Young people are asked for pictures by people they know and by people who pretend to be somebody else. When a picture has been sent, some use it to get more, or money. It can go very fast, within an hour.

Most young people do not tell a grown-up because they are ashamed, or afraid to lose their phone.`),
          signs: documentFromText(`
- suddenly very upset, or very quiet, often late in the evening
- asking for money, or selling things
- not letting the phone out of their hand, or not touching it any more
- not wanting to go to school
- saying that everything is over

Talk on the same day. Shame grows overnight.`),
          whatToDo: documentFromText(`
**Say:** “I am glad you told me. You are not in trouble. We will sort this out together.”

**Do not** pay, answer, delete anything, or take the phone away as a punishment. Do not look at, copy or send on the picture itself.

**Keep** user names, messages and payment details.

**Report** with your child to the CEOP Safety Centre or to the police, and use Report Remove on Childline’s website to have the picture taken down.

**Stay near** for the next days. If you fear that your child may harm themselves, do not leave them alone and call {{route:emergency}}.`),
          routeKeys: ['ceop', 'police', 'front-door', 'nspcc'],
        }),
        newAudienceText('practitioners', {
          heading: 'Responding to pressure for images',
          introduction:
            'For schools, colleges, youth work and health. It adds to your own procedures and to the guidance of the UK Council for Internet Safety.',
          text: documentFromText(`
## What it is

Pressure for images ranges from experimenting among peers to financially motivated sexual extortion by organised crime. The image may be real or made with software. A child who has shared an image of themselves is to be safeguarded first of all.

_Sharing nudes and semi-nudes: advice for education settings_ (UK Council for Internet Safety) says how schools in England respond. Do not view, copy, print or save an image, and do not ask a child to send it to you.`),
          signs: documentFromText(`
- sudden distress, absence, or withdrawal after time online
- demands for money, gift cards or help to obtain them
- rumours about an image in a year group
- signs of self-harm or suicidal thoughts: the risk can rise within hours`),
          whatToDo: documentFromText(`
1. **Safety now:** ask about self-harm. If there is danger, {{route:emergency}}.
2. **Tell your designated safeguarding lead** on the same day.
3. **Preserve evidence** without viewing images. Advise not to pay and not to send more.
4. **Report** to the police or CEOP, and help the child to use Report Remove.
5. **Refer** where the child may be harmed or exploited: see the [threshold guide](/report/threshold).
6. **Plan** the return to class: who knows, who does not, whom the child goes to.`),
          routeKeys: ['front-door', 'ceop', 'police'],
        }),
      ],
      channels: ['Schools and colleges', 'Social media', 'Sports clubs', 'GP surgeries'],
      partners: [
        {
          name: 'Westmoor Constabulary (invented)',
          role: 'safeguarding-partner',
          webAddress: null,
        },
        { name: 'Westmoor Council (invented)', role: 'safeguarding-partner', webAddress: null },
      ],
      hashtags: ['#JustOnePicture'],
      activities: [],
      support: documentFromText(`
Young people see this where they are: at school, in the changing room, in the waiting room. You have such a place.

1. Put the text for young people where they sit, not only where grown-ups look.
2. Read the ten lines for parents at your next evening.
3. Make sure that everybody on your team knows the first sentence to say: “I am glad you told me.”
4. Join the coalition below, and your name stands with the campaign.`),
      materials: [
        {
          title: 'Post for young people',
          kind: 'social-post',
          audience: 'young-people',
          text: 'They have a picture of you and want more?\n\nStop. Don’t pay. Don’t send more. Tell someone today.\n\nFree, day and night: {{route:childline}}\n\n#JustOnePicture',
        },
        {
          title: 'Paragraph for a newsletter',
          kind: 'newsletter',
          audience: 'parents',
          text: 'If your child tells you about a picture, breathe first. Say: “I am glad you told me. You are not in trouble. We will sort this out together.” Do not pay and do not delete anything. There is a tool that helps to take pictures down, and there are people who help. Read more on the partnership’s website.',
        },
      ],
      contactEmail: 'campaigns@cumbria-scp.example',
    }),
  }
}
