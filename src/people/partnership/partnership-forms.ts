import { z } from 'zod'
import { accents } from '../../ui/site-context.ts'
import { requiredLine } from '../../ui/form-words.ts'

export const nations = ['england', 'wales', 'scotland', 'northern-ireland'] as const

export const PartnershipForm = z.object({
  name: requiredLine('The name', 200, 'Enter the name of the partnership'),
  shortName: requiredLine('The short name', 40, 'Enter a short name'),
  area: requiredLine('The area', 120, 'Enter the area'),
  nation: z.enum(nations, { error: 'Choose the nation' }),
  accent: z.enum(accents, { error: 'Choose a colour' }),
})
