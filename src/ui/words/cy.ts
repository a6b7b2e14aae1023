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
    register: 'Cofrestru',
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
    withoutScripts:
      'Mae JavaScript wedi’i ddiffodd, felly gall “Yn ôl” ddangos y dudalen hon eto ar ôl i chi adael. Caewch y ffenestr hefyd.',
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
  problems: {
    400: 'Ni ellir dangos y dudalen hon',
    403: 'Ni allwch wneud hyn',
    404: 'Heb ddod o hyd i’r dudalen',
    409: 'Mae rhywun arall wedi newid hyn',
    413: 'Mae hyn yn rhy fawr',
    429: 'Gormod o gynigion',
    500: 'Mae’n ddrwg gennym, mae problem gyda’r gwasanaeth hwn',
    503: 'Mae’n ddrwg gennym, nid yw’r gwasanaeth ar gael nawr',
    notFoundHelp:
      'Os gwnaethoch deipio’r cyfeiriad, gwiriwch ei fod yn gywir. Os gwnaethoch ddilyn dolen, efallai fod y dudalen wedi symud.',
    changedHelp: 'Ewch yn ôl, edrychwch ar yr hyn sydd yno nawr, a gwnewch eich newid eto.',
    triesHelp: 'Arhoswch ychydig funudau, yna rhowch gynnig arall arni.',
    laterHelp:
      'Rhowch gynnig arall arni yn nes ymlaen. Nid yw dim y gwnaethoch ei gadw o’r blaen wedi’i golli.',
    reportTitle: 'Os ydych chi’n poeni am blentyn',
    danger: 'Os yw plentyn mewn perygl ar unwaith, ffoniwch',
    nspcc: 'Gall oedolion ffonio’r NSPCC ar',
    childline: 'Os ydych chi dan 19 oed gallwch ffonio Childline, am ddim, ar',
    reportRoutes: 'Pob ffordd o roi gwybod am bryder',
    homePage: 'Mynd i’r hafan',
  },
}
