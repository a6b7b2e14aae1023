/**
 * Words that put blame on a child or hide what was done to them, with what to write instead. The
 * facts follow the field's guidance on appropriate language in child exploitation (The Children's
 * Society), the Serious Crime Act 2015, section 68 (no child can be a prostitute), and Samaritans'
 * media guidelines; the sentences are our own. `soft`: depends on what is meant.
 */
export type BlamingWord = { pattern: RegExp; why: string; instead: string; soft?: boolean }

const words = (source: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${source})(?![\p{L}\p{N}])`, 'giu')
const self = String.raw`(?:(?:him|her|your|my|one)self|(?:them|our|your)sel(?:ves|f))`

export const blamingWords: BlamingWord[] = [
  {
    pattern: words(String.raw`promiscu(?:ous|ously|ity)`),
    why: 'It judges a child for what somebody else does to them.',
    instead: 'Say what is happening to the child.',
  },
  {
    pattern: words(
      String.raw`(?:child|under[- ]?age|juvenile|teen(?:age)?) prostitut(?:e|es|ion|ing)|prostituting ${self}`,
    ),
    why: 'No child can be a prostitute: the law dropped the words in 2015.',
    instead: 'a child who is being sexually exploited',
  },
  {
    pattern: words(
      String.raw`(?:put|puts|putting|place|places|placing|exposing|exposes?) ${self} (?:\w+ )?(?:at|in|to) (?:\w+ ){0,2}(?:risk|danger|harm)`,
    ),
    why: 'The risk comes from the person who harms, not from the child.',
    instead: 'is at risk of harm from others',
  },
  {
    pattern: words(String.raw`(?:life[- ]?style|bad|poor|risky|own) choices?`),
    why: 'Being exploited is not a choice.',
    instead: 'Say who is exploiting the child, and how.',
    soft: true,
  },
  {
    pattern: words(
      String.raw`under[- ]?age sex|sex with (?:a |an |under[- ]?age |young )*(?:child|children|minors?|(?:girls?|boys?) (?:aged?|under))`,
    ),
    why: 'A child cannot consent to it, so it is abuse.',
    instead: 'sexual abuse of a child',
  },
  {
    pattern: words(
      String.raw`child(?:ren)? (?:porn|pornography|pornographic (?:images?|material))|kiddy? porn`,
    ),
    why: 'It makes a crime scene sound like something legal.',
    instead: 'child sexual abuse images',
  },
  {
    pattern: words(
      String.raw`drug[- ]running|(?:running|runs?|selling|sells?|dealing|deals?) drugs for`,
    ),
    why: 'It says what the child does and leaves out who makes them do it.',
    instead: 'is being exploited to move or sell drugs',
  },
  {
    pattern: words(
      String.raw`(?:involved|engag(?:ed|es?|ing)|participat(?:ed|es?|ing)|taking part|complicit) in (?:\w+ ){0,2}(?:exploitation|CSE|CCE|county lines|sexual activity|grooming)`,
    ),
    why: 'A child is exploited by others; being "involved" makes them a partner in it.',
    instead: 'is being exploited',
  },
  {
    pattern: words(String.raw`abscond(?:s|ed|ing|er|ers)?|run(?:s|ning)?[- ]?aways?|ran away`),
    why: 'It sounds like an escape from custody or naughtiness.',
    instead: 'went missing, is missing from home or care',
  },
  {
    pattern: words(
      String.raw`(?:street[- ]?wise|mature for (?:her|his|their) age|older than (?:her|his|their) (?:age|years)|knows? (?:exactly )?what (?:she|he|they)(?:['’]s| is| are|['’]re) doing)`,
    ),
    why: 'It takes away that they are a child.',
    instead: 'Say how old the child is and what has happened.',
  },
  {
    pattern: words(
      String.raw`(?:refus(?:es|ed|ing)|fail(?:s|ed|ing)) to (?:engage|co-?operate)|(?:won['’]t|not|does not|doesn['’]t|isn['’]t|is not) engag(?:e|ing) with (?:services|support|professionals|us)|hard[- ]to[- ]reach|non-?engaging|unco-?operative`,
    ),
    why: 'It makes it the child’s or family’s fault that help did not reach them.',
    instead: 'Say what stands in the way of the help, and what was tried.',
  },
  {
    pattern: words(
      String.raw`asking for (?:it|trouble)|should have known better|let it happen|allowed (?:it|this|the abuse|themselves) to (?:happen|be \w+)|brought it on ${self}|silly enough to|stupid enough to|(?:her|his|their) own fault`,
    ),
    why: 'It blames the person who was harmed.',
    instead: 'Leave it out, and say who did what.',
  },
  {
    pattern: words(
      String.raw`(?:older|adult|much older) (?:boyfriend|girlfriend|partner)s?|in a relationship with an? (?:older|adult)`,
    ),
    why: 'It can make abuse by an adult sound like a relationship.',
    instead: 'the adult who is exploiting the child',
    soft: true,
  },
  {
    pattern: words(String.raw`sexually active|experimenting sexually|consensual (?:sex|sexual)`),
    why: 'For a child under 13 it is never right, and above that it can hide abuse.',
    instead: 'Say what has happened, and who has power over whom.',
    soft: true,
  },
  {
    pattern: words(
      String.raw`associat(?:es?|ed|ing) with (?:older|known|criminal|adult)|hang(?:s|ing)? (?:around|out) with (?:older|the wrong)|wrong crowd`,
    ),
    why: 'It makes the child the one who seeks contact.',
    instead: 'is being approached or controlled by older people',
    soft: true,
  },
  {
    pattern: words(
      String.raw`(?:in return|in exchange) for (?:sex|sexual (?:favours|acts?|activity))|sexual favours|favours for`,
    ),
    why: 'A child does not trade in sex: somebody abuses a need or a fear.',
    instead: 'is sexually abused and given things to keep them in the situation',
    soft: true,
  },
  {
    pattern: words(String.raw`commit(?:s|ted|ting)? suicide|(?:un)?successful suicide`),
    why: 'Suicide has not been a crime since 1961.',
    instead: 'died by suicide, took their own life',
  },
  {
    pattern: words(
      String.raw`(?:attention[- ]seek(?:ing|ers?)|problem (?:child|children|famil(?:y|ies))|troubled (?:teen|teenagers?|youths?)|naughty)`,
    ),
    why: 'It judges a child for behaviour that may be a sign of harm.',
    instead: 'Say what the child does and what it may tell us.',
    soft: true,
  },
]

/** Link words that say nothing when they are read on their own, as a screen reader's list of links is. */
export const vagueLinkWords = new Set(
  `here|click|click here|click me|just click here|this|this link|the link|link|links|this page|page|
   web page|webpage|this website|website|the website|our website|this site|site|read more|more|
   find out more|learn more|see more|show more|more here|more information|more info|more details|
   further information|further info|further details|information|info|details|full details|
   read this|read on|read here|view|view here|view more|view online|visit|visit website|see|see here|go|go here|
   download|download here|download now|download this|open|document|this document|pdf|attachment|
   file|form|the form|flyer|leaflet|poster|video|watch|watch here|watch now|article|this article|report|
   register|register here|register now|book|book here|book now|sign up|sign up here|apply here|enrol here|
   email|e-mail|email us|contact|contact us|continue|next|yma|cliciwch yma|rhagor|darllen mwy|mwy o wybodaeth`
    .split('|')
    .map((words) => words.trim()),
)
