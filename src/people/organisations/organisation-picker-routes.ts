import { Hono } from 'hono'
import { anyone, may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { countAttempt } from '../../platform/throttle.ts'
import { clientNetwork, type AppEnv } from '../../platform/web.ts'
import { detailOf } from './organisation-picker.tsx'
import { searchOrganisations } from './organisation-picker-queries.ts'
import { searchWords } from '../person-forms.ts'

/** A whole office types at once, but nobody copies the register letter by letter. */
const perNetwork = { attempts: 600, windowMs: 60_000 }

export const organisationPickerRoutes = new Hono<AppEnv>()

// For the island of the picker: the names of listed organisations are no secret, and nothing else is answered.
organisationPickerRoutes.get('/organisations/find', may(anyone), async (c) => {
  const { database, services } = c.var
  c.header('Cache-Control', 'no-store')
  const network = clientNetwork(c)
  const { allowed } = await countAttempt(
    database,
    services.clock,
    `organisation search address ${network}`,
    perNetwork,
  )
  if (!allowed) return c.json({ error: 'Too many searches. Wait a minute.' }, 429)
  const typed = searchWords.parse(c.req.query('q')) ?? ''
  const today = ukDate(services.clock.now())
  const { found, more } = await searchOrganisations(database, typed, today)
  return c.json({
    more,
    organisations: found.map((organisation) => ({
      id: organisation.id,
      name: organisation.name,
      isClosed: organisation.closedOn !== null,
      ...detailOf(organisation),
    })),
  })
})
