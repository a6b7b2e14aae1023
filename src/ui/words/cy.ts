import type { Words } from './words.ts'

/**
 * The fixed words of public pages, in Welsh: a DRAFT of ours until a Welsh speaker has read it.
 * Every page in Welsh says so (`welshDraft.notice`).
 */
export const cy: Words = {
  languageName: 'Cymraeg',
  shell: {
    skipToContent: 'Neidio i’r prif gynnwys',
    home: 'Hafan',
    back: 'Yn ôl',
    breadcrumb: 'Lle mae’r dudalen hon',
    mainNavigation: 'Prif ddewislen',
    campaigns: 'Ymgyrchoedd',
    guidance: 'Canllawiau',
    training: 'Hyfforddiant',
    bulletins: 'Bwletinau',
    search: 'Chwilio',
    searchLabel: 'Chwilio’r safle hwn',
    reportConcern: 'Rhoi gwybod am bryder',
    help: 'Cael help',
    signIn: 'Mewngofnodi',
    signOut: 'Allgofnodi',
    account: 'Eich cyfrif',
    workspace: 'Gweithle',
    error: 'Gwall:',
    errorTitle: 'Mae problem',
    success: 'Llwyddiant',
    language: 'Iaith',
    accessibility: 'Hygyrchedd',
    privacy: 'Preifatrwydd',
    feeds: 'Ffrydiau newyddion',
    calendar: 'Calendr',
    footerLinks: 'Am y safle hwn',
    emergency: 'Os yw plentyn mewn perygl ar unwaith, ffoniwch 999.',
    unpublished: 'Nid yw’r dudalen hon wedi’i chyhoeddi.',
  },
  demonstration: {
    title: 'Arddangosiad',
    notService: 'Arddangosiad yw hwn. Nid yw’n wasanaeth rhoi gwybod am bryder.',
    emergency: 'Mewn argyfwng ffoniwch 999.',
  },
  welshDraft: {
    notice:
      'Drafft yw’r geiriau Cymraeg sefydlog ar y dudalen hon. Nid yw siaradwr Cymraeg wedi’u darllen eto.',
  },
  exit: {
    button: 'Gadael y dudalen hon',
    hiddenPrefix: 'Argyfwng',
    hint: 'I adael y safle hwn yn gyflym, pwyswch y fysell Shift 3 gwaith.',
    pressTwice: 'Shift, pwyswch 2 waith eto i adael.',
    pressOnce: 'Shift, pwyswch 1 waith eto i adael.',
    leaving: 'Yn gadael y dudalen hon.',
    timedOut: 'Mae gadael y dudalen hon wedi’i ganslo.',
    neutralTitle: 'Gwybodaeth',
  },
  forms: {
    optional: '(dewisol)',
    day: 'Diwrnod',
    month: 'Mis',
    year: 'Blwyddyn',
    show: 'Dangos',
    hide: 'Cuddio',
    showPassword: 'Dangos cyfrinair',
    hidePassword: 'Cuddio cyfrinair',
  },
  pages: {
    previous: 'Blaenorol',
    next: 'Nesaf',
    page: (number) => `Tudalen ${number}`,
    pagination: 'Tudalennau o ganlyniadau',
  },
}
