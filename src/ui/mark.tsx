/**
 * Cairn's mark: three stacked stones. One colour (that of the text around it) and three plain
 * shapes, so that it still reads at 16 pixels. Decorative: the name always stands beside it.
 */
export function Mark({ class: className, size = 32 }: { class?: string; size?: number }) {
  return (
    <svg
      class={className}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d={stones} />
    </svg>
  )
}

/** From the top stone down, on a field of 32 by 32; `images/icon.svg` has the same. */
const stones =
  'M17 2.5c3.3.1 5.5 1.7 5.4 3.6-.1 2.1-2.7 3.3-6 3.2-3.2-.1-5.2-1.5-5.1-3.4.1-2 2.5-3.5 5.7-3.4Z' +
  'M14.4 11.4c5.6-.5 10.3.9 10.6 3.8.3 2.9-4 4.7-9.5 5-5.3.3-9.4-1.1-9.6-3.9-.2-2.8 3.4-4.5 8.5-4.9Z' +
  'M16.7 22.3c7.5 0 13.2 1.2 13.2 3.9s-6.1 3.9-13.7 3.9c-8 0-14.1-1.1-14.1-3.7 0-2.9 6.5-4.1 14.6-4.1Z'
