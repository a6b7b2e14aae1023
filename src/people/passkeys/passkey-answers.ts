import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

/** What a browser says after a passkey was made or used. Each part is bytes in base64url, and none is long. */
const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/)

const head = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.unknown().transform(() => ({})),
}

const Assertion = z
  .object({
    ...head,
    response: z.object({
      clientDataJSON: bytes(8000),
      authenticatorData: bytes(8000),
      signature: bytes(8000),
      // Absent where the device does not know whose passkey it is: one that cannot be found without a name.
      userHandle: bytes(100),
    }),
  })
  .refine(({ id, rawId }) => id === rawId)

const Attestation = z
  .object({
    ...head,
    response: z.object({
      clientDataJSON: bytes(8000),
      attestationObject: bytes(40_000),
      transports: z
        .array(z.string().regex(/^[a-z-]{1,30}$/))
        .max(10)
        .optional()
        .catch(undefined),
    }),
  })
  .refine(({ id, rawId }) => id === rawId)

/** The answer of a passkey that was used; null for anything else. */
export function readAssertion(text: string): AuthenticationResponseJSON | null {
  return (Assertion.safeParse(json(text)).data ?? null) as AuthenticationResponseJSON | null
}

/** The answer of a passkey that was made; null for anything else. */
export function readAttestation(text: string): RegistrationResponseJSON | null {
  return (Attestation.safeParse(json(text)).data ?? null) as RegistrationResponseJSON | null
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
