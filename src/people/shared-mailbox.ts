/**
 * Is an address that of an office, a desk or a list rather than of one person? Only when everything before the @ says
 * so: `school-office`, `admin2`, `fellsideoffice@fellside.example`. A name beside it makes it a person's:
 * `office.lee`, `j.head`, `anna.post`.
 */
export function isSharedMailbox(email: string): boolean {
  const at = email.lastIndexOf('@')
  // What follows a plus is the reader's own note, and accents and numbers tell no mailboxes apart.
  const local = plain(email.slice(0, at).split('+')[0] ?? '')
  const own = domainWords(plain(email.slice(at + 1)))
  const parts = local.split(/[^a-z]+/).filter(Boolean)
  // All digits: nobody's name, but a clock number of one person at large employers.
  if (parts.length === 0) return false
  const said = parts.map((part) => saysOf(part, own))
  return said.every((each) => each !== null) && said.includes('desk')
}

/** `desk`: made of words for desks; `beside`: of words that come with them; null: of something else, such as a name. */
function saysOf(part: string, own: ReadonlySet<string>): 'desk' | 'beside' | null {
  const known = (word: string): 'desk' | 'beside' | null => {
    if (deskWords.has(word)) return 'desk'
    return besideWords.has(word) || own.has(word) ? 'beside' : null
  }
  // The best reading of what comes before each letter; words run together in many addresses.
  const readings: ('desk' | 'beside' | null)[] = ['beside']
  for (let end = 1; end <= part.length; end += 1) {
    let best: 'desk' | 'beside' | null = null
    for (let start = 0; start < end; start += 1) {
      const isWhole = start === 0 && end === part.length
      // Two letters mean something alone, such as hr, and by chance inside a name.
      if (!readings[start] || (end - start < 3 && !isWhole)) continue
      const word = known(part.slice(start, end))
      if (word && (word === 'desk' || readings[start] === 'desk')) best = 'desk'
      else if (word) best ??= 'beside'
    }
    readings.push(best)
  }
  return readings[part.length] ?? null
}

// `fellside.cumbria.sch.uk`: the place says nothing of a person either. A provider's name could be anything.
function domainWords(domain: string): ReadonlySet<string> {
  return new Set(
    domain
      .split('.')
      .slice(0, -1)
      .flatMap((label) => [label.replaceAll('-', ''), ...label.split('-')])
      .filter((word) => word.length >= 3),
  )
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const deskWords = words(`
  office offices admin admins administration administrator administrators adm info information enquiry enquiries
  inquiry inquiries enquire reception receptionist receptionists head heads headteacher headteachers headmaster
  headmistress principal deputyhead secretary secretaries bursar bursary contact contacts contactus hello mail
  email mailbox inbox post postbox team teams staff all everyone everybody list lists group groups support help helpdesk
  helpline service services customer customerservice customerservices hr personnel finance finances accounts accounting
  payroll invoices invoicing billing sales marketing press media news newsletter comms communications publicity jobs
  vacancies recruitment careers training safeguarding dsl dsls ddsl senco sendco sen send inclusion attendance absence
  absences admissions exams examinations data ict itsupport it web webmaster website postmaster hostmaster abuse security
  noreply donotreply reply bounce bounces mailerdaemon referrals referral duty frontdoor mash intake booking bookings
  events lettings premises site caretaker kitchen catering library manager managers management director directors
  governor governors governance clerk chair chairman trustees trustee committee members membership volunteers
  volunteering parents pta nursery preschool playgroup daycare childcare childminding afterschool breakfastclub creche surgery practice clinic appointments prescriptions ward
  swyddfa gweinyddol gweinyddu gweinyddiaeth ymholiadau gwybodaeth derbynfa pennaeth penaeth prifathro cyswllt cysylltu
  croeso helo ysgrifennydd ysgrifenyddes clerc cadeirydd tim cymorth cyllid swyddi pawb meithrinfa cylch diogelu
  hyfforddiant newyddion
`)

const besideWords = words(`
  the our your my and for from not main general central north south east west county local new old no do use only public
  school schools primary junior juniors infant infants secondary high academy academies college colleges first middle
  trust federation church parish centre center hub house community youth club project family families children childrens
  young people health medical dental social care council town district borough police probation housing charity
  teacher teachers deputy assistant senior lead leads officer officers uk england wales cymru cumbria org
  ysgol ysgolion gynradd uwchradd ein eich canolfan plant teulu iechyd cyngor
`)
