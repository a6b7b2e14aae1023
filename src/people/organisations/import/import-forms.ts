import { z } from 'zod'
import { registerFormats } from './register-line.ts'

export const ImportForm = z.object({
  format: z.enum(registerFormats, { error: 'Say which register the file is from' }),
  area: z
    .string()
    .max(500, 'Enter an area of 500 characters or fewer')
    .optional()
    .transform((area) => area?.trim() ?? ''),
})
