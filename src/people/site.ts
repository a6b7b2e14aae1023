import type { AccessRule } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { isDatabaseDown, type AppContext, type Services } from '../platform/web.ts'
import type { SiteContext } from '../ui/site-context.ts'
import {
  findPartnershipOf,
  type Partnership as FoundPartnership,
} from './partnership/partnership-queries.ts'

/** A part of the workspace: where it begins and who may use it. */
export type WorkspacePartRule = { text: string; href: string; access: AccessRule }

let workspaceParts: readonly WorkspacePartRule[] = []

/** Told once in app.ts, which alone knows every slice. */
export function nameWorkspaceParts(parts: readonly WorkspacePartRule[]): void {
  workspaceParts = parts
}

type Partnership = Pick<FoundPartnership, 'name' | 'shortName' | 'accent' | 'isDemonstration'>

const nameless: Partnership = {
  name: 'Safeguarding children partnership',
  shortName: 'Safeguarding partnership',
  accent: 'heather',
  isDemonstration: false,
}
const lastKnown = new WeakMap<Services, Partnership>()

/**
 * What the page shell must know: the partnership of today, who asks, and their parts of the
 * workspace. While the database is down the last known name stands.
 */
export async function siteOf(
  c: AppContext,
  language: SiteContext['language'] = 'en',
): Promise<SiteContext> {
  const { person } = c.var
  const partnership = await partnershipOf(c)
  return {
    partnershipName: partnership.name,
    shortName: partnership.shortName,
    accent: partnership.accent,
    markUrl: null,
    isDemonstration: partnership.isDemonstration,
    path: c.req.path,
    language,
    person: person && { name: person.name },
    workspaceParts: workspaceParts
      .filter(({ access }) => access.allows(person))
      .map(({ text, href }) => ({ text, href })),
  }
}

async function partnershipOf(c: AppContext): Promise<Partnership> {
  const { services } = c.var
  try {
    const found = await findPartnershipOf(c.var.database, ukDate(services.clock.now()))
    lastKnown.set(services, found ?? nameless)
  } catch (error) {
    if (!isDatabaseDown(error)) throw error
  }
  return lastKnown.get(services) ?? nameless
}
