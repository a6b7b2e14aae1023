import { z } from 'zod'
import type { CallbackProblem, ProviderProblem } from './provider-client.ts'
import type { LinkRefusal } from './single-sign-on.ts'

const oneLine = (asks: string, most: number) =>
  z
    .string({ error: asks })
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, asks).max(most, `Enter ${most} characters or fewer`))

const name = oneLine('Enter the name that people know', 100)

export const NewProviderForm = z.object({
  name,
  issuer: oneLine('Enter the issuer’s address', 500).refine(
    (typed) =>
      URL.canParse(typed) && !/[?#\s]/.test(typed) && /^https?:$/.test(new URL(typed).protocol),
    'Enter an address that begins with https://, without a question mark or a #',
  ),
})

const domain = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

export const ProviderForm = z.object({
  name,
  clientId: oneLine('Enter the client ID', 300),
  clientSecret: z
    .string()
    .max(500, 'Enter 500 characters or fewer')
    .optional()
    .transform((typed) => typed?.trim() || null),
  emailDomains: z
    .string()
    .optional()
    .transform((typed) => [
      ...new Set(
        (typed ?? '')
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ])
    .pipe(
      z
        .array(z.string())
        .max(50, 'Enter 50 domains or fewer')
        .refine(
          (domains) => domains.every((one) => domain.test(one)),
          'Enter domains in the right form, like example.org, one on each line',
        ),
    ),
  hasSecondFactor: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
})

export const ProviderSwitchForm = z.object({
  state: z.enum(['on', 'off'], 'Choose on or off'),
})

export const ProviderChoiceForm = z.object({
  provider: z.string({ error: 'Choose your organisation' }).min(1, 'Choose your organisation'),
  next: z.string().optional().catch(undefined),
})

export const NextForm = z.object({ next: z.string().optional().catch(undefined) })

/** For officers: what is wrong with a provider's address or settings. */
export const providerProblems: Record<ProviderProblem | 'known', string> = {
  address: 'Enter an address that begins with https://',
  'not-https': 'The address must begin with https://',
  'not-public':
    'This address is not one of the public internet, so this site does not speak with it',
  unreachable: 'There is no answer from this address. Check it, or try again later',
  'too-slow': 'There was no answer within 9 seconds. Check the address, or try again later',
  'no-provider':
    'What answers at this address is no OpenID Connect provider. Its settings must be found at the address followed by /.well-known/openid-configuration',
  'another-issuer':
    'The provider calls itself something else than this address. Enter the issuer of this one agency (its tenant), exactly as the provider writes it',
  secret: 'Enter the client secret',
  known: 'This provider is here already',
}

/** For whoever tries to sign in: why it did not work, and what to do. */
export function visitProblem(
  reason: CallbackProblem | 'over' | 'somebody-else' | 'off',
  provider: string,
): string {
  switch (reason) {
    case 'unreachable':
    case 'too-slow':
      return `${provider} does not answer at the moment. Try again in a few minutes, or sign in another way.`
    case 'cancelled':
      return `The sign-in at ${provider} was not completed. Try again, or sign in another way.`
    case 'refused':
      return `What came back from ${provider} could not be trusted, so nobody was signed in. Try again. If it happens once more, sign in another way and tell the partnership.`
    case 'over':
      return 'This sign-in was begun too long ago or in another browser, or it has been used already. Begin again.'
    case 'somebody-else':
      return `That account of ${provider} belongs to somebody else here. Sign out first, if both are yours.`
    case 'off':
      return `Signing in with ${provider} has been switched off. Sign in another way.`
    default:
      return `Signing in with ${provider} is not set up rightly. Sign in another way, and tell the partnership.`
  }
}

/** Why two accounts were not linked. */
export function linkProblem(reason: LinkRefusal, provider: string): string {
  switch (reason) {
    case 'none':
      return 'It is too long ago that you signed in with your agency. Choose it again.'
    case 'taken':
      return `This account of ${provider} is linked with somebody else here. If that is you too, tell the partnership: your two records can be made one.`
    case 'has-one':
      return `You sign in with another account of ${provider} already. Unlink that one first.`
  }
}
