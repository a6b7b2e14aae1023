import { audit } from '../platform/audit.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { notify } from '../platform/notices.ts'
import {
  insertSession,
  updateSession,
  type CourseSession,
  type SessionPlan,
} from './course-queries.ts'

/** Who acts, and when. `by: null` is the system. */
type Act = { by: string | null; now: Date }

/** Plans a live session; the course's page and every calendar show it. Gives its id. */
export async function planSession(
  database: Database,
  courseId: string,
  plan: SessionPlan,
  act: Act,
): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    const id = await insertSession(transaction, courseId, plan, act.now)
    await record(transaction, 'session.planned', id, act)
    return id
  })
}

/** Moves a session. A cancelled one stays as it is. */
export async function changeSession(
  database: Database,
  session: CourseSession,
  plan: SessionPlan,
  act: Act,
): Promise<void> {
  if (session.cancelledAt) return
  await database.transaction().execute(async (transaction) => {
    await updateSession(transaction, session.id, plan, act.now)
    await record(transaction, 'session.changed', session.id, act)
  })
}

/** The session does not take place; it stays to be seen as cancelled. */
export async function cancelSession(
  database: Database,
  session: CourseSession,
  act: Act,
): Promise<void> {
  if (session.cancelledAt) return
  await database.transaction().execute(async (transaction) => {
    await updateSession(transaction, session.id, { cancelledAt: act.now }, act.now)
    await record(transaction, 'session.cancelled', session.id, act)
  })
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  { by }: Act,
): Promise<void> {
  await audit(transaction, { action, by, subject: { kind: 'session', id } })
  await notify(transaction, 'published')
}
