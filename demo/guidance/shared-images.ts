import { nation, sections, type GuidancePage, type Law } from './guidance-page.ts'

export function sharedImages(law: Law): GuidancePage {
  return {
    slug: 'pictures-shared-between-young-people',
    publishedAt: '2020-09-24T08:00:00Z',
    draft: {
      title: 'Pictures shared between young people: what to do, and what not to do',
      summary:
        'A nude or sexual picture of a child has been shared. What adults who work with children do in the first hour.',
      content: {
        publisher: '',
        topics: ['online-safety', 'child-sexual-abuse'],
        audience: 'Staff and volunteers of schools, colleges, youth services and clubs.',
        sections: sections({ 'In the first hour': firstHour, 'Helping the young person': helping }),
        nations: [
          nation('england', law, {
            differs: `Making, having or passing on an indecent picture of anyone under 18 is an offence, even of oneself. Police can record that a crime was reported and that a formal investigation is not in the public interest (outcome 21), so that a child need not carry a record.`,
            names: ['sexual-offences-act-2003', 'sexting-2016', 'keeping-children-safe-2020'],
          }),
          nation('wales', law, {
            differs: `The law on indecent pictures is that of England. Follow the Wales Safeguarding Procedures.`,
            names: ['sexual-offences-act-2003', 'wales-safeguarding-procedures'],
          }),
        ],
        seeAlso: [
          {
            title: 'Report online sexual abuse or grooming to the CEOP Safety Centre',
            publisher: 'National Crime Agency',
            address: 'https://www.ceop.police.uk/Safety-Centre/',
            kind: 'resource',
          },
        ],
      },
    },
  }
}

const firstHour = `- **Do not view, copy, print, save or forward the picture,** and do not ask a child to send it. If you have seen it by accident, say so to your safeguarding lead and write it down.
- Do not delete it, and do not tell the child to, before your safeguarding lead has decided.
- Take the device only with agreement or where your policy allows it. Switch it off. Keep it safe.
- Tell your safeguarding lead at once.

Call the police and children’s social care straight away when an adult is involved, when a child was pressed, threatened or paid, when a child is under 13, when the picture shows sexual acts that are not typical for the age, or when a child may hurt themselves. If there is danger now: {{route:emergency}}.

In other cases the safeguarding lead looks at who is involved, what was wanted, how far the picture has gone and how the young people are, and records the decision.`

const helping = `Say first that it can be dealt with, and that you are glad they told you. Shame is what silences children, and those who threaten them count on it.

- Ask what they are most worried about.
- Agree with them how their parents or carers are told, unless that puts them at risk.
- Help them to ask the website or app to take the picture down.
- Young people can talk to {{route:childline}} about anything.
- Watch for bullying in the days after, and stop it.

Two people of the same age who shared pictures because both wanted to need advice and care. Somebody who passed on another’s picture has harmed that person, and needs to understand it. Neither is helped by being made an example.`
