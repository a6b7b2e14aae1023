import type { ComponentChildren } from 'preact'
import { Button } from '../../ui/govuk/button.tsx'

/** The island that pages with a passkey form need. */
export const passkeyScripts = ['passkeys.js']

/**
 * A form that a passkey answers. It stays hidden without JavaScript and where the browser has no passkeys; pages say
 * in a `PasskeyFallback` what to do then, where it is not obvious.
 */
export function PasskeyForm(props: {
  /** A passkey that is there is used, or a new one is made. */
  kind: 'use' | 'make'
  action: string
  /** Where the browser asks what to say to the device. */
  options: string
  button: string
  /** Sent along. */
  fields?: Record<string, string>
  children?: ComponentChildren
}) {
  return (
    <form
      action={props.action}
      method="post"
      novalidate
      hidden
      aria-label={props.button}
      data-passkey={props.kind}
      data-options={props.options}
    >
      <input type="hidden" name="answer" value="" />
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
      <div role="alert" class="govuk-error-message" data-passkey-problem />
      <Button>{props.button}</Button>
    </form>
  )
}

/** Said where passkeys do not work; hidden by the island where they do. */
export function PasskeyFallback({ children }: { children: ComponentChildren }) {
  return <div data-passkey-fallback>{children}</div>
}
