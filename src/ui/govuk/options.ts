import { isValidElement } from 'preact'
import type { VNode } from 'preact'

/** Words or elements. Strings are escaped; ready-made HTML comes only through `RawHtml`. */
export type Content = VNode | string | number | boolean | null | undefined | Content[]

/** Every property may be left out or be undefined. */
export type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined }

type AttributeValue = string | number | boolean | undefined

/**
 * Extra attributes for a component's element. Names are written in our code, never taken from
 * data, and event handlers are left out: the content security policy would refuse them.
 */
export type Attributes = {
  readonly [name: `data-${string}` | `aria-${string}`]: AttributeValue
} & Optional<{
  id: string
  accept: string
  dir: 'ltr' | 'rtl' | 'auto'
  draggable: boolean
  form: string
  formaction: string
  formnovalidate: boolean
  hidden: boolean
  lang: string
  list: string
  max: string | number
  maxlength: number
  min: string | number
  placeholder: string
  readonly: boolean
  rel: string
  required: boolean
  step: string | number
  tabindex: number
  target: string
  title: string
}>

export type Styled = Optional<{ classes: string; attributes: Attributes }>

/** Words on their own, or words with classes and attributes for the element around them. */
export type Wording<More = unknown> = Content | ({ readonly text?: Content } & Styled & More)

/** The words of a `Wording` and what goes with them, whichever of the two ways it was written. */
export function wordingOf<More>(
  wording: Wording<More>,
): { readonly text?: Content } & Styled & Partial<More> {
  const isOptions = typeof wording === 'object' && wording !== null && !Array.isArray(wording)
  if (!isOptions || isValidElement(wording)) return { text: wording as Content } as never
  return wording as { readonly text?: Content } & Styled & Partial<More>
}

/** Joins the class names that are there. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** Joins the ids that are there for `aria-describedby`; nothing when there is none. */
export function idList(...ids: (string | false | null | undefined)[]): string | undefined {
  return classNames(...ids) || undefined
}

/** `data-i18n.*` attributes by which GOV.UK Frontend's scripts take their words. */
export function translations(
  words: Record<string, string | Record<string, string> | undefined>,
): Record<`data-${string}`, string> {
  const attributes: Record<`data-${string}`, string> = {}
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') {
      if (value) attributes[`data-i18n.${key}`] = value
    } else {
      for (const [plural, text] of Object.entries(value ?? {}))
        attributes[`data-i18n.${key}.${plural}`] = text
    }
  }
  return attributes
}
