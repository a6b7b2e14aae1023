import { emptyCourse, emptyModule, type CourseContent } from '../../src/learning/learning.ts'
import { documentFromText } from '../../src/publishing/rich-text-as-text.ts'
import { questions } from './threshold-questions.ts'

const read = (key: string, title: string, minutes: number, text: string) => ({
  ...emptyModule,
  key,
  title,
  minutes,
  text: documentFromText(text),
})

const yourPart = `Everyone who works or volunteers with children and families has a part in keeping children safe. You do not have to be sure. You have to notice, ask, write down and pass on.

### What is asked of you

- **Know the child.** See them, hear them, and ask yourself what a day in their life is like.
- **Notice change.** One small thing means little. Small things together tell a story.
- **Speak up early.** A family that is helped at the first signs of difficulty may never need a social worker.
- **Know your people.** Who is your safeguarding lead? Who stands in when they are away?

### The law behind it

In England, section 11 of the Children Act 2004 asks councils, health services, the police and others to carry out their work with regard to the need to safeguard and promote the welfare of children. Schools and colleges have the same duty under education law. _Working together to safeguard children_ says how agencies do it jointly.

### Kinds of harm

Abuse is often sorted into four kinds: **physical**, **emotional** and **sexual** abuse, and **neglect**. Real lives are not sorted. Domestic abuse at home, exploitation outside it and harm online cut across all four. A child can be harmed by an adult, by another child, at home, at school, in a park or on a phone.

### What gets in the way

People wait because they fear being wrong, because they like the parents, because somebody else surely knows, or because it happened before and nothing came of it. Being wrong and kind costs a conversation. Staying silent can cost a childhood.

> Before you go on: write down the name and number of your safeguarding lead, and of the person who stands in for them.`

const levels = `The threshold guidance is a shared language. It helps people of different agencies to say how much help a child needs, and to agree who gives it. It does not decide for you, and no form or score does either.

### Four levels of need

1. **Universal.** Most children do well with their family, school, health visitor and doctor.
2. **Early help.** A child or family needs something more. One service, or a few together, can give it with the family’s agreement.
3. **Targeted, joint help.** Needs are several or hard to shift. Agencies plan together, one person leads, and the family is part of it.
4. **Statutory.** A child is in need, or may be suffering significant harm. Children’s social care leads.

The words and the number of levels differ from place to place. Always use the guide of the place where the child lives. Ours is at [the threshold guide](/report/threshold).

### Children move between levels

Needs rise and fall. A new baby, a lost job, a parent who stops drinking: each can change the level within days. When you hand over, say what has changed and what you worry may come.

### Three questions that help

- What is the effect on this child, today and if nothing changes?
- What do the family do well, and what have they tried?
- What do others know that you do not?

### When you disagree

Two people can read the same facts differently. Say what worries you and what you would expect to see. If you still disagree, use the escalation steps of your partnership. You are not making a fuss. Professional challenge is part of the work.`

const referral = `A referral asks children’s social care to look at a child’s situation. It is not an accusation, and you do not need proof.

### If a child is in danger now

Call the police: {{route:emergency}}. Then tell your safeguarding lead.

### Otherwise

1. **Talk to your safeguarding lead** the same day. If you cannot reach them, do not wait.
2. **Talk to the family,** unless that would put the child at greater risk, lead to evidence being lost, or put you in danger. Say what worries you and that you are asking for help. For early help you need their agreement. For a child who may be suffering harm you do not.
3. **Call first.** [How to report a concern](/report) has the route for where the child lives, by day and at night.
4. **Confirm it in writing** within the time your partnership asks for. Many ask for one working day.
5. **Expect an answer.** If you have heard nothing within three working days, call again.

### What a good referral says

- who the child is, who lives with them, and how they can be reached
- what you saw and heard, with dates, in plain words; the child’s own words in quotation marks
- what you think it means for the child, marked as your opinion
- what the family know, and what they say
- what has been tried, by whom, and what came of it
- what helps and protects the child
- any danger to a worker who visits, and any language or access need

### What a good referral leaves out

Jargon, guesses dressed as facts, and words that blame a child. “She puts herself at risk” tells us nothing. “A man of about 25 drove her to another town on three nights in September” tells us a lot.

### After you have referred

Your part goes on. Keep seeing the child. Come to meetings, and share what you know. Ask what was decided and write it down. If nothing changes for the child, say so.`

const practise = `These children are made up. Read each story, stop at the question, and write down what you would do before you open the next paragraph. There is seldom one right answer. What counts is that you notice, that you act, and that you can say why.

### 1. Late, tired and hungry

A boy of six comes to school late most days this month. He falls asleep after lunch and asks other children for food. His mother used to chat at the gate. Now an older brother brings him.

_What would you do today? Whom would you ask?_

Talk to him and to his mother, kindly and soon. Ask the school nurse and the brother’s school what they see. It may be an illness, a debt, a new partner or a parent who is not coping. If his mother welcomes help, early help may be enough. If she cannot be reached, or you hear that nobody looks after him at night, the picture changes and so does the level.

### 2. The boy with two phones

A boy of fourteen has stopped going to football. He has new trainers, two phones and a cut on his arm. On Monday he was found in a town forty miles away. He says that he was visiting a cousin.

_What do you know, what do you guess, and who needs to hear it now?_

This may be criminal exploitation. Do not search his phone and do not ask who “they” are. Tell your safeguarding lead at once and refer the same day. Give every detail: dates, places, descriptions. Ask how he is, and say that you are worried about him, not angry. He may not be able to tell you that he is afraid.

### 3. A bruise, and a story that changes

A health visitor sees a bruise on the cheek of a baby of four months. The father says that the baby rolled on to a toy. Later the mother says that the toddler threw it.

_Can this wait for a second look next week?_

No. Babies who do not yet move by themselves seldom bruise. A bruise on a baby, and an explanation that changes, needs a medical examination and a referral now. Say to the parents, calmly, that every baby with a bruise is seen by a doctor, because that is the rule.

### What the stories have in common

Somebody noticed. Somebody asked. Somebody wrote it down and passed it on, on the same day.`

const talkItOver = `One hour online with people of other agencies, led by two trainers. Bring one question from your own work, with nothing in it that could tell who the child or the family is.

We look at two made-up situations from module 4 again, first in mixed groups and then together: what would a teacher see, and what a police officer? Where would each of you place it, and why?

This part is optional. If you cannot come, talk the three stories over with your supervisor or your safeguarding lead instead.`

const content: CourseContent = {
  ...emptyCourse,
  band: { framework: 'local-multi-agency', code: '2' },
  bandLabel: 'Level 2',
  delivery: 'blended',
  audience:
    'People who work or volunteer with children, young people or their families and need to know when and how to ask for help: teachers, nurses, youth workers, housing officers, police officers, sports coaches and many others.',
  outcomes: [
    'Say what your own part is in keeping children safe, and who your safeguarding lead is.',
    'Use the threshold guidance to describe what a child needs, and to talk about it with other agencies.',
    'Decide when to talk to a family first, and when not to.',
    'Make a referral that is clear, factual and free of blame.',
    'Follow up after a referral, and challenge a decision you do not agree with.',
  ],
  modules: [
    read('your-part', 'Your part in keeping children safe', 15, yourPart),
    read('levels-of-need', 'Levels of need: how to use the threshold guidance', 20, levels),
    read('referral', 'From a worry to a referral', 20, referral),
    read('practise', 'Three children: practise what you would do', 25, practise),
    {
      ...emptyModule,
      key: 'check',
      title: 'Check what you know',
      kind: 'knowledge-check',
      minutes: 15,
      text: documentFromText(
        'Ten questions. You need eight right answers, and you can try as often as you like. Nobody but you sees what you chose.',
      ),
      questions,
      passMarkPercent: 80,
    },
    {
      ...emptyModule,
      key: 'talk-it-over',
      title: 'Talk it over with people of other agencies',
      kind: 'live-session',
      minutes: 60,
      isOptional: true,
      text: documentFromText(talkItOver),
    },
  ],
  howToEnrol:
    documentFromText(`You can learn at home or at work, at a time that suits you, and stop and go on whenever you like.

1. Sign in.
2. Check that your name, organisation and email address are right.
3. Choose “Everything is right: enrol me”, and begin.`),
  outsideAgencies: documentFromText(
    `If you do not work for the county council, you need an account here first. Ask the training lead of your agency, or write to us from your work email address with your name, your job, and the name of your organisation as it is known to the partnership. Please do not use a shared mailbox: the certificate is made out to you.`,
  ),
  detailsCheck: documentFromText(
    'Are you on a course already? Check that your name, organisation and email address are still right. Certificates and reports to agencies are made from them.',
  ),
  contact: 'training@cumbria-scp.example, 01632 960150',
}

/** The course that the bulletin announced. Its outcomes were not found, so these and all its words are ours. */
export const thresholdsAndReferrals = {
  slug: 'safeguarding-responsibilities-thresholds-and-referrals',
  draft: {
    title: 'Safeguarding Responsibilities, Threshold Guidance & Referral Process – Level 2',
    summary:
      'What your part is in keeping children safe, how to use the threshold guidance, and how to make a referral that helps.',
    content,
  },
}
