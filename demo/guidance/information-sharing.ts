import { nation, sections, type GuidancePage, type Law } from './guidance-page.ts'

export function informationSharing(law: Law): GuidancePage {
  return {
    slug: 'sharing-information-to-protect-a-child',
    publishedAt: '2020-09-10T08:00:00Z',
    draft: {
      title: 'Sharing information to protect a child',
      summary:
        'When you may share what you know without consent, what to write down, and why data protection law is not a reason to stay silent.',
      content: {
        publisher: '',
        topics: ['working-together', 'safer-organisations'],
        audience: 'Practitioners of every agency, and the managers who decide with them.',
        sections: sections({ 'The short answer': shortAnswer, 'Before you share': beforeYouShare }),
        nations: [
          nation('england', law, {
            differs: `The advice for practitioners that goes with _Working together_ sets out how to decide. Your partnership’s information-sharing agreement says who shares what with whom.`,
            names: [
              'data-protection-act-2018',
              'information-sharing-2018',
              'working-together-2018',
            ],
          }),
        ],
        seeAlso: [],
      },
    },
  }
}

const shortAnswer = `If a child may be suffering harm, you may share what is needed to protect them with the people who need it, with or without consent. Data protection law allows it. Serious case reviews have shown again and again what happens when each agency kept its own piece.

Where it is safe, be open: tell the family what you will share, with whom and why, and listen to what they say. Do not ask for consent when you would share anyway; tell them instead. Do not tell them first if that could put a child at greater risk, lead to evidence being lost, or put somebody else in danger.`

const beforeYouShare = `Ask yourself:

1. What am I worried about, and for which child?
2. Who needs to know this to protect the child?
3. What exactly do they need? Fact and opinion apart, and nothing more.
4. Is it right and up to date?
5. How do I send it safely?

Then write down what you shared, with whom, when and why. If you decide not to share, write that down too, with your reason.

Not sure? Talk it over with your safeguarding lead or your data protection officer, without naming the child if you can. But do not let the question delay a referral: see [how to report a concern](/report).`
