import { nation, sections, type GuidancePage, type Law } from './guidance-page.ts'

/** The subject of NSPCC Learning's principles that the bulletin announced; every sentence is ours. */
export function peerOnPeerSexualAbuse(law: Law): GuidancePage {
  return {
    slug: 'peer-on-peer-sexual-abuse',
    publishedAt: '2020-10-20T08:30:00Z',
    draft: {
      title: 'Peer-on-peer sexual abuse: recognising it and responding',
      summary:
        'What sexual abuse between children looks like, how to respond in proportion, how to help prevent it, and the law and guidance in each nation of the United Kingdom.',
      content: {
        publisher: 'NSPCC Learning',
        topics: ['child-sexual-abuse', 'online-safety'],
        audience:
          'Everyone who works or volunteers with children and young people, and above all designated safeguarding leads in schools, colleges, clubs and health services.',
        sections: sections({
          'What it looks like': whatItLooksLike,
          'How to respond': howToRespond,
          'How to help prevent it': prevention,
          'Law and guidance across the United Kingdom': acrossTheKingdom,
        }),
        nations: nationParts(law),
        seeAlso: [
          {
            title: 'Protecting children from peer-on-peer sexual abuse',
            publisher: 'NSPCC Learning',
            address: 'https://learning.nspcc.org.uk/',
            kind: 'news-story',
          },
          {
            title: 'Protecting children from harmful sexual behaviour',
            publisher: 'NSPCC Learning',
            address: 'https://learning.nspcc.org.uk/',
            kind: 'guidance',
          },
        ],
      },
    },
  }
}

const whatItLooksLike = `Peer-on-peer sexual abuse is sexual behaviour between children that harms one of them. It happens online and offline, between children of any age and sex, in friendships, relationships and groups, and between children who hardly know each other.

It can be:

- sexual remarks, jokes or rumours, and pressure to join in
- touching somebody who does not want it, including under cover of play or a dare
- sending sexual pictures nobody asked for, or passing on somebody’s picture
- threats to share a picture unless the child does something
- making a child watch or take part in sexual acts
- sexual assault and rape.

### Not every sexual behaviour is abuse

Children explore as they grow. Ask yourself five things: Is it expected at this age and stage? Does everybody want it, and are they able to say no? Is one of them older, stronger, or in charge? Is there force, secrecy or reward? Does it keep happening after somebody said stop?

Behaviour lies on a scale from ordinary, through problematic, to abusive and violent. Where it lies decides what you do next. Look at what happened, never only at the label.

### Signs that a child is being harmed

- They avoid a person, a place, a lesson or a phone.
- They are withdrawn, angry or afraid in a way that is new.
- They know or say sexual things that do not fit their age.
- They have injuries, pain or an infection that nobody can explain.
- They go missing, or cannot sleep.

None of these proves anything. Each is a reason to ask how the child is. Disabled children and children who were harmed before are more often affected and less often heard.`

const howToRespond = `### When a child tells you

1. Stop what you are doing and listen. Let the child use their own words and take their time.
2. Say that they were right to tell you, and that it is not their fault.
3. Do not promise to keep it secret. Say who you need to tell, and why.
4. Ask only what you must know to keep them safe now. Do not investigate.
5. Write down what was said as soon as you can, in the child’s words, with the time and place.
6. Tell your designated safeguarding lead the same day. If a child is in danger now, call the police first: {{route:emergency}}.

### In proportion

- **Ordinary for the age:** answer questions, set boundaries, and keep an eye on it.
- **Problematic:** speak to both families, unless that puts a child at risk, agree a plan, and ask for early help.
- **Abusive or violent:** refer to children’s social care and, where a crime may have been committed, to the police. Do it at once. Do not wait for one to finish before you tell the other.

You do not need proof to refer. See [how to report a concern](/report) and [the threshold guide](/report/threshold).

### Care for both children

The child who was harmed needs safety, a say in what happens, and somebody they trust. Do not move them out of their class or club to make things simpler for adults.

The child who harmed is a child too, and may have been harmed. Make a plan that keeps everyone safe and gets them help. Do not call either of them by a label: behaviour can change, and labels last.

### Pictures

Do not look at, copy, print or pass on a sexual picture of a child, even as evidence. Hand the device to the police as it is, or follow what they say. Our page on [pictures shared between young people](/guidance/pictures-shared-between-young-people) has more.

### Afterwards

Record what you decided and why. Meet again to see whether the plan holds. Look for a pattern: which places, which times, which groups?`

const prevention = `Prevention is everyday work, not an assembly once a year.

- **Say what is not all right.** Challenge sexual remarks, touching and “banter” every time. What passes without a word becomes normal.
- **Teach relationships.** Consent, respect, bodies and the online world, from an early age and again each year, in words that fit the age. Include disabled children.
- **Know your places.** Ask children where they do not feel safe: corridors, toilets, buses, group chats. Then change the place, not only the child.
- **Make it easy to tell.** More than one trusted adult, more than one way, and children who see that something happened after they spoke.
- **Have a policy people can find.** It names peer-on-peer abuse, says who does what, and is read by staff and by parents.
- **Look after staff.** Training that is repeated, supervision, and time to talk after hard cases.
- **Work with families.** Tell parents and carers what you teach and how they can talk about it at home.

Prevention also means acting early. A child who is shown a boundary kindly at seven may not need a police officer at fifteen.`

const acrossTheKingdom = `Sexual activity without consent is a crime in all four nations, and a child under 13 can never consent in law. Each nation has its own acts, its own guidance and its own words. Choose a nation to read what applies there.

Three things hold everywhere. The welfare of both children comes first. A child can be charged from the age of criminal responsibility, which is not the same in each nation, so the police and social care decide together. And every organisation that works with children needs a written policy that names abuse between children.`

function nationParts(law: Law) {
  return [
    nation('england', law, {
      term: 'Peer-on-peer sexual abuse',
      differs: `Schools and colleges must have regard to _Keeping children safe in education_. Part five says how to handle a report of sexual violence or sexual harassment between children. All agencies follow _Working together to safeguard children_ and their own partnership’s procedures.

The age of criminal responsibility is 10.`,
      names: [
        'sexual-offences-act-2003',
        'children-act-1989',
        'children-act-2004',
        'working-together-2018',
        'keeping-children-safe-2020',
        'sexual-violence-in-schools-2018',
      ],
    }),
    nation('wales', law, {
      term: 'Harmful sexual behaviour, peer sexual abuse',
      differs: `The Wales Safeguarding Procedures apply to every agency and come with a practice guide on harmful sexual behaviour. Under the Social Services and Well-being (Wales) Act 2014 the local authority’s partners, such as health boards and the police, must report a child at risk to it.

The safeguarding lead of a setting is called the designated safeguarding person. The age of criminal responsibility is 10.`,
      names: ['well-being-act-2014', 'sexual-offences-act-2003', 'wales-safeguarding-procedures'],
    }),
    nation('scotland', law, {
      term: 'Harmful sexual behaviour',
      differs: `Scotland has its own law of sexual offences. Concerns go to social work or the police; a child who has harmed or was harmed may be referred to the Children’s Reporter. Much behaviour between young people is also discussed as gender-based violence.

Everyone under 18 is a child in the national guidance. The age of criminal responsibility was being raised from 8 to 12 in 2020.`,
      names: ['sexual-offences-scotland-2009', 'scotland-guidance-2014'],
    }),
    nation('northern-ireland', law, {
      term: 'Harmful sexual behaviour',
      differs: `Under section 5 of the Criminal Law Act (Northern Ireland) 1967 a person who knows of a serious offence must tell the police, unless they have a reasonable excuse. That can include a sexual offence against a child, so ask the Police Service of Northern Ireland early.

Concerns go to the gateway service of the health and social care trust. Schools have a designated teacher for child protection. The age of criminal responsibility is 10.`,
      names: [
        'sexual-offences-order-2008',
        'children-order-1995',
        'criminal-law-act-1967',
        'co-operating-to-safeguard',
      ],
    }),
  ]
}
