import type { ComponentChildren } from 'preact'

/** A mail as it is, in a frame in which nothing can run. The page must allow frames; see `pageWithMailFrame`. */
export function MailFrame(props: { title: string; src: string; width: 600 | 320 }) {
  return (
    <iframe
      class={`cairn-mail-frame cairn-mail-frame--${props.width}`}
      title={props.title}
      src={props.src}
      sandbox=""
    />
  )
}

/** A mail's text part, as it was broken into lines. */
export function MailText({ children }: { children: ComponentChildren }) {
  return (
    <section class="cairn-mail-text" tabindex={0} aria-label="The e-mail as plain text">
      <pre>{children}</pre>
    </section>
  )
}
