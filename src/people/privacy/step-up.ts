import type { SignedInPerson } from '../../platform/access.ts'
import type { FormState } from '../../platform/forms.ts'
import { listSessions, type Session } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { withError } from '../../platform/forms.ts'
import { checkOwnPassword } from '../account/own-account.ts'
import { findPasswordHash, findSecondFactor } from '../sign-in/credential-queries.ts'
import { passSecondFactor } from '../sign-in/second-factor.ts'
import { refuseOwnPassword, refuseSecondFactor } from '../sign-in/sign-in-forms.ts'

/**
 * Who can prove themselves how, once more, before what a borrowed device must not do: by password; without one by a
 * code; with neither (a passkey alone, or the agency's own sign-in) by having signed in only just now.
 */
export type Proof = 'password' | 'code' | 'fresh-sign-in'

/** How recent a sign-in must be to stand for a password. */
export const freshMinutes = 10

export async function proofOf(services: Services, person: SignedInPerson): Promise<Proof> {
  if (await findPasswordHash(services.database, person.id)) return 'password'
  return (await findSecondFactor(services.database, person.id)) ? 'code' : 'fresh-sign-in'
}

type Refused = { ok: false; form: { ok: false } & FormState; status: 422 | 429 | 503 }

/** Checks what was typed into the field `proof` of the form. */
export async function prove(
  services: Services,
  asked: { person: SignedInPerson; session: Session; form: FormState },
): Promise<{ ok: true } | Refused> {
  const { person, session, form } = asked
  const value = form.values['proof']
  const typed = typeof value === 'string' ? value : ''
  const proof = await proofOf(services, person)
  if (proof === 'fresh-sign-in') {
    return (await isFresh(services, person, session))
      ? { ok: true }
      : refused(
          form,
          'form',
          `Sign out, sign in again, and come back here within ${freshMinutes} minutes`,
        )
  }
  if (typed === '' || typed.length > 1000)
    return refused(form, 'proof', proof === 'password' ? 'Enter your password' : 'Enter the code')
  if (proof === 'code') {
    const passed = await passSecondFactor(services, person, typed)
    return passed.ok ? passed : { ok: false, ...inProofField(refuseSecondFactor(form, passed)) }
  }
  const checked = await checkOwnPassword(services, person, typed)
  return checked.ok ? checked : { ok: false, ...refuseOwnPassword(form, 'proof', checked) }
}

async function isFresh(
  { database, clock }: Services,
  person: SignedInPerson,
  session: Session,
): Promise<boolean> {
  const sessions = await listSessions(database, clock, person.id)
  const own = sessions.find(({ tokenHash }) => tokenHash.equals(session.tokenHash))
  const ageMs = own ? clock.now().getTime() - own.startedAt.getTime() : Infinity
  return ageMs <= freshMinutes * 60_000
}

function refused(form: FormState, field: string, message: string): Refused {
  return { ok: false, form: withError(form, field, message), status: 422 }
}

function inProofField(answer: Omit<Refused, 'ok'>): Omit<Refused, 'ok'> {
  const errors = answer.form.errors.map(({ field, message }) => ({
    field: field === 'code' ? 'proof' : field,
    message,
  }))
  return { ...answer, form: { ...answer.form, errors } }
}
