import { Hono } from 'hono'
import { z } from 'zod'
import { may } from '../../platform/access.ts'
import { checkAuditLog } from '../../platform/audit-seal.ts'
import { countAuditEntries, listAuditSubjectKinds, type AuditFilter } from '../../platform/audit.ts'
import { checkForm } from '../../platform/forms.ts'
import { instantOfUkTime } from '../../platform/uk-time.ts'
import type { AppEnv } from '../../platform/web.ts'
import { dayAfter } from '../../platform/calendar-days.ts'
import { optionalDate, withDates } from '../../ui/form-dates.ts'
import { renderPage } from '../../ui/layout.tsx'
import { tellAuditEntries } from './audit-log.ts'
import { AuditCheckPage, AuditPage } from './audit-pages.tsx'
import { readAuditLog } from '../people-access.ts'
import { auditPaths } from '../people-paths.ts'
import { findPersonIds } from '../person-queries.ts'
import { siteOf } from '../site.ts'

export const auditRoutes = new Hono<AppEnv>()

const entriesOnPage = 100

const FilterForm = withDates(
  ['from', 'to'],
  z
    .object({
      who: z
        .string()
        .max(200, 'Enter 200 characters or fewer')
        .transform((words) => words.replace(/\p{Cc}/gu, ' ').trim())
        .optional(),
      kind: z
        .string()
        .regex(/^[a-z-]{0,50}$/)
        .optional()
        .catch(undefined),
      before: z.coerce.number().int().min(1).optional().catch(undefined),
      from: optionalDate('date'),
      to: optionalDate('date'),
    })
    .refine(({ from, to }) => !from || !to || from <= to, {
      path: ['to'],
      message: 'The second date must be the same as or after the first',
    }),
)

auditRoutes.get('/manage/audit', may(readAuditLog), async (c) => {
  const { services, database } = c.var
  const typed = c.req.query()
  const form = checkForm(typed, FilterForm)
  const filter: AuditFilter = form.ok
    ? {
        subjectKind: form.value.kind || undefined,
        before: form.value.before,
        by: form.value.who ? await findPersonIds(database, form.value.who) : undefined,
        from: form.value.from ? midnight(form.value.from) : undefined,
        until: form.value.to ? midnight(dayAfter(form.value.to)) : undefined,
      }
    : {}
  const entries = form.ok ? await tellAuditEntries(services, filter, entriesOnPage + 1) : []
  const shown = entries.slice(0, entriesOnPage)
  const more = new URLSearchParams({ ...typed, before: String(shown.at(-1)?.number ?? 0) })
  return c.html(
    renderPage(
      <AuditPage
        site={await siteOf(c)}
        entries={shown}
        form={{ ...form, values: withoutPlace(form.values) }}
        kinds={await listAuditSubjectKinds(database)}
        kind={typed['kind'] ?? ''}
        earlier={entries.length > entriesOnPage ? `${auditPaths.list}?${more}` : null}
      />,
    ),
    form.ok ? 200 : 422,
  )
})

auditRoutes.get('/manage/audit/check', may(readAuditLog), async (c) => {
  const { services, database } = c.var
  const check = await checkAuditLog(services)
  const entries = await countAuditEntries(database)
  return c.html(
    renderPage(<AuditCheckPage site={await siteOf(c)} entries={entries} check={check} />),
  )
})

// The place in the list is no part of what it is narrowed to.
function withoutPlace<T extends Record<string, unknown>>({ before: _before, ...values }: T) {
  return values
}

function midnight(date: string): Date {
  const result = instantOfUkTime(date, { hour: 0, minute: 0 })
  // Clocks in the United Kingdom never change at midnight.
  return result.ok ? result.instant : new Date(`${date}T00:00:00Z`)
}
