import type { ComponentChildren } from 'preact'

/** Who is asked for, drawn: a young person, a grown-up with a child, somebody at work. They carry no meaning of their own. */
export function YoungSign() {
  return (
    <Sign>
      <circle cx="32" cy="24" r="9" />
      <path d="M15 56c0-11 7-18 17-18s17 7 17 18z" />
    </Sign>
  )
}

export function GrownUpSign() {
  return (
    <Sign>
      <circle cx="25" cy="17" r="8" />
      <path d="M9 56c0-17 5-26 16-26 8 0 12 4 14.500 11-5 2-8.500 7-9 15z" />
      <circle cx="45" cy="37" r="6" />
      <path d="M34.500 56c0-7 4-11 10.500-11s10.500 4 10.500 11z" />
    </Sign>
  )
}

export function WorkerSign() {
  return (
    <Sign>
      <circle cx="32" cy="18" r="8.500" />
      <path d="M12 56c0-15 7-24 16-25l4 7 4-7c9 1 16 10 16 25z" />
      <path class="cairn-sign__detail" d="M39 43h8v6h-8z" />
    </Sign>
  )
}

function Sign({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="cairn-sign"
      viewBox="0 0 64 64"
      width="56"
      height="56"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}
