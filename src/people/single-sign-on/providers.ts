import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { discoverProvider, sealClientSecret, type ProviderProblem } from './provider-client.ts'
import {
  insertProvider,
  setProviderEnabled,
  updateProvider,
  type Provider,
} from './provider-queries.ts'

/** What officers do with the agencies that sign their own people in. */

/** Adds a provider that answers at this address; switched off until the rest is known. */
export async function addProvider(
  services: Services,
  given: { name: string; issuer: string },
  by: SignedInPerson,
): Promise<{ ok: true; id: string } | { ok: false; reason: ProviderProblem | 'known' }> {
  const found = await discoverProvider(services, given.issuer)
  if (!found.ok) return found
  return services.database.transaction().execute(async (transaction) => {
    const { name } = given
    const provider = { name, issuer: found.issuer, now: services.clock.now() }
    const id = await insertProvider(transaction, provider)
    if (!id) return { ok: false as const, reason: 'known' as const }
    await record(transaction, 'sign-in-provider.added', { id, name }, by)
    return { ok: true as const, id }
  })
}

export type ProviderSettings = {
  name: string
  clientId: string
  /** Null keeps the one that is there. */
  clientSecret: string | null
  emailDomains: string[]
  hasSecondFactor: boolean
}

/** Keeps what the provider gave us to be known by. Looks first whether it still answers. */
export async function changeProvider(
  services: Services,
  provider: Provider,
  settings: ProviderSettings,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: ProviderProblem }> {
  const { clientSecret, ...rest } = settings
  const clientSecretSealed =
    clientSecret === null ? provider.clientSecretSealed : sealClientSecret(services, clientSecret)
  if (!clientSecretSealed) return { ok: false, reason: 'secret' }
  const found = await discoverProvider(services, provider.issuer)
  if (!found.ok) return found
  await services.database.transaction().execute(async (transaction) => {
    await updateProvider(transaction, provider.id, { ...rest, clientSecretSealed })
    await record(transaction, 'sign-in-provider.changed', { ...rest, id: provider.id }, by)
  })
  return { ok: true }
}

/** Lets people sign in with it, or no longer. Who is signed in stays so. False while the settings are missing. */
export async function switchProvider(
  services: Services,
  provider: Provider,
  isEnabled: boolean,
  by: SignedInPerson,
): Promise<boolean> {
  if (isEnabled && !(provider.clientId && provider.clientSecretSealed)) return false
  await services.database.transaction().execute(async (transaction) => {
    if (!(await setProviderEnabled(transaction, provider.id, isEnabled))) return
    const done = isEnabled ? 'sign-in-provider.switched-on' : 'sign-in-provider.switched-off'
    await record(transaction, done, provider, by)
  })
  return true
}

async function record(
  transaction: Database,
  action: string,
  provider: { id: string; name: string },
  by: SignedInPerson,
): Promise<void> {
  await audit(transaction, {
    action,
    by: by.id,
    subject: { kind: 'sign-in-provider', id: provider.id },
    details: { name: provider.name },
  })
}
