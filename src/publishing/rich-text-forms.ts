import { z } from 'zod'
import { documentFromText } from './rich-text-as-text.ts'
import { cleanDocument } from './rich-text.ts'
import type { RichTextDocument } from './rich-text.ts'

/** Anything that claims to be a document, held to the allow-list. Never refuses; see cleanDocument. */
export const RichTextValue = z.unknown().transform(cleanDocument)

/**
 * The two fields of a rich-text box: `text` from the plain text area, and `json`, which only the
 * editor fills. What the editor wrote wins; without it, or when it cannot be read, the text counts.
 */
export function richTextFromFields(fields: {
  text: string | undefined
  json: string | undefined
}): RichTextDocument {
  const json = fields.json?.trim() ?? ''
  if (json !== '' && json.length <= 2_000_000) {
    try {
      const value: unknown = JSON.parse(json)
      if (isDocument(value)) return cleanDocument(value)
    } catch {
      // Not the editor's: fall through to what stands in the text area.
    }
  }
  return documentFromText(fields.text ?? '')
}

const isDocument = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc'
