/**
 * Words of safeguarding that look like slips of everyday ones ("sexting" is not "setting"). A search
 * never takes one for another word, whether a page has it or not. The words of the terms registry
 * are kept in the same way.
 */
export const subjectWords: ReadonlySet<string> = new Set(
  `abduction abuse abused abuser adoption adultification advocacy advocate asylum
  baiting barnahus blackmail bruising bullying
  cafcass camhs carer carers catfishing ccass cce cdop ceop chaperone childline chins cin coerced
  coercion coercive consent contextual cpr crimestoppers cse csa csp cuckooing cyberbullying
  debt deepfake deepfakes deprivation disclosure dols domestic dsl dsls dsp dva
  ehcp elective emotional exploitation exploited exploiter extremism
  fabricated fgm fii fostering fraser gangs gaslighting gillick gcp groom groomed groomer grooming
  harassment hbv helpline helplines honour honor hoarding hsb icb incel induced infanticide
  kcsie kinship knife lac lado lados lcspr liberty looked lscb lscbs lscp lscps
  maltreatment mappa marac mash mdt misogyny missing modern mutilation
  neglect neglected neglectful nspcc nrm nude nudes ofsted online outing
  paedophile parental postnatal prevent prevention radicalisation
  radicalise radicalised rape referral refuge relay respite restraint revenge runaway
  sab sabs safeguarding sarc scr scrs section selfharm sendco senco sextortion sexting sext sexts
  sexual sgo slavery smacking stalking strangulation sudi sudic suicide supervision swatting
  thresholds trafficked trafficking trauma trolling uasc unaccompanied
  upskirting victimised vaping voyeurism vulnerable yjs yot yots youth witchcraft`
    .split(/\s+/)
    .filter(Boolean),
)

/** Words that mean the same to people who look for help, whichever a page uses; the short form first. */
export const sameMeaning: readonly (readonly string[])[] = [
  ['sexting', 'nudes', 'nude pictures', 'nude images', 'pictures shared', 'sexual pictures'],
  ['LADO', 'designated officer'],
  ['MASH', 'multi-agency safeguarding hub'],
  ['DSL', 'designated safeguarding lead'],
  ['LSCP', 'safeguarding children partnership'],
  ['ICB', 'integrated care board'],
  ['CSE', 'child sexual exploitation'],
  ['CCE', 'child criminal exploitation'],
  ['FGM', 'female genital mutilation'],
  ['HSB', 'harmful sexual behaviour'],
  ['FII', 'fabricated or induced illness'],
  ['KCSIE', 'keeping children safe in education'],
]
