import type { Question } from '../../src/learning/learning.ts'

const keys = 'abcdef'

function question(
  text: string,
  answers: { right: string[]; wrong: string[]; order: number[] },
  explanation: string,
): Omit<Question, 'key'> {
  const all = [...answers.right, ...answers.wrong]
  return {
    text,
    kind: answers.right.length > 1 ? 'several' : 'one',
    answers: answers.order.map((from, at) => ({
      key: keys[at]!,
      text: all[from]!,
      isCorrect: from < answers.right.length,
    })),
    explanation,
  }
}

const asked = [
  question(
    'Who has a part in keeping children safe?',
    {
      right: ['Everyone who works or volunteers with children and families'],
      wrong: ['Children’s social care', 'The safeguarding lead of each organisation'],
      order: [1, 0, 2],
    },
    'Social workers and safeguarding leads have special duties, but they depend on what everyone else notices and passes on.',
  ),
  question(
    'What is the threshold guidance for?',
    {
      right: ['It helps agencies to describe need in the same words and to agree who helps'],
      wrong: [
        'It works out the level from a score',
        'It says which families may have a social worker and which may not',
      ],
      order: [1, 2, 0],
    },
    'It is a shared language for judgement. It does not decide in your place.',
  ),
  question(
    'A mother who is struggling with money and sleep asks the nursery for help. Nobody is worried about harm. What is most likely to fit?',
    {
      right: ['Early help, with her agreement'],
      wrong: ['A referral to children’s social care', 'Wait and see for a term'],
      order: [1, 0, 2],
    },
    'Help that comes early and is agreed with the family often keeps difficulties from growing.',
  ),
  question(
    'When do you not talk to the family before you refer?',
    {
      right: [
        'When it would put the child at greater risk',
        'When evidence could be lost',
        'When it could put you or somebody else in danger',
      ],
      wrong: ['When the conversation would be uncomfortable'],
      order: [0, 3, 1, 2],
    },
    'Openness is the rule, because families work better with people who are straight with them. Discomfort is not a reason; danger is.',
  ),
  question(
    'Do you need proof, or the parents’ consent, to refer a child who may be suffering significant harm?',
    {
      right: ['Neither'],
      wrong: ['Proof', 'Consent', 'Both'],
      order: [1, 2, 3, 0],
    },
    'A reasonable worry is enough. Tell the parents if it is safe, but you do not need their consent.',
  ),
  question(
    'Which sentence belongs in a referral?',
    {
      right: ['“On 3 and 9 October she was collected from school by a man who gave no name.”'],
      wrong: [
        '“She puts herself at risk with older men.”',
        '“I have a bad feeling about this family.”',
      ],
      order: [1, 2, 0],
    },
    'Say what was seen and heard, with dates. Words that blame a child hide what an adult is doing.',
  ),
  question(
    'A child tells you about abuse. What do you do?',
    {
      right: ['Listen, in the child’s own time', 'Say whom you have to tell', 'Write it down soon'],
      wrong: ['Promise to keep it secret', 'Ask for every detail, to be sure'],
      order: [3, 0, 1, 4, 2],
    },
    'Never promise secrecy. Ask only what you must know to keep the child safe now: detailed questions are for people trained to ask them.',
  ),
  question(
    'A baby of four months who cannot roll over yet has a bruise. The parents’ explanations differ. What now?',
    {
      right: ['A referral and a medical examination, today'],
      wrong: ['Look again at next week’s visit', 'Note it in the file'],
      order: [1, 2, 0],
    },
    'Babies who do not move by themselves seldom bruise. It needs a doctor and a referral at once.',
  ),
  question(
    'You referred a child three working days ago and have heard nothing. What do you do?',
    {
      right: ['Call, and ask what was decided'],
      wrong: ['Wait: no news is good news', 'Send the same form again'],
      order: [1, 0, 2],
    },
    'You can expect an answer. Following up is part of referring.',
  ),
  question(
    'You think that a decision leaves a child at risk. What do you do?',
    {
      right: ['Say so, and use the partnership’s escalation steps if you still disagree'],
      wrong: ['Accept it: social care has the last word', 'Tell the parents to complain'],
      order: [1, 2, 0],
    },
    'Professional challenge protects children. Every partnership has steps for disagreements.',
  ),
]

/** The course's knowledge check. */
export const questions: Question[] = asked.map((question, at) => ({
  ...question,
  key: `q${at + 1}`,
}))
