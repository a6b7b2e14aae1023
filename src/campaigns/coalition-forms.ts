import { z } from 'zod'

const line = (what: string, most: number) =>
  z
    .string({ error: `Enter ${what}` })
    .trim()
    .min(1, `Enter ${what}`)
    .max(most, `Use ${most} characters or fewer`)
    .regex(/^[^\r\n]*$/, 'Write it on one line')

/** How an organisation asks to be shown as a supporter. */
export const JoinForm = z.object({
  organisationName: line('the name of your organisation', 200),
  webAddress: z
    .string()
    .trim()
    .default('')
    .transform((typed) =>
      typed === '' || /^https?:\/\//i.test(typed) ? typed : `https://${typed}`,
    )
    .refine(
      (address) =>
        address === '' ||
        (URL.canParse(address) && /^[^@]+\.[^@]{2,}$/.test(address) && address.length <= 300),
      'Enter the web address as in www.example.org, or leave it empty',
    )
    .transform((address) => address || null),
  contactName: line('your name', 200),
  contactEmail: z
    .string({ error: 'Enter your work email address' })
    .trim()
    .min(1, 'Enter your work email address')
    .max(254, 'Use 254 characters or fewer')
    .regex(
      /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/,
      'Enter an email address in the correct format, like name@example.org',
    ),
  howTheySupport: z.string().trim().max(500, 'Use 500 characters or fewer').default(''),
  consent: z.literal('yes', { error: 'Say that we may show your organisation' }),
})
