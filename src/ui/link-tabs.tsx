/** One of several views of a page, each with an address of its own. */
export type LinkTab = { text: string; href: string; isCurrent: boolean }

/**
 * Tabs that are links: the server draws the view that was chosen, so they work without JavaScript,
 * can be shared, and the back button goes back. `label` names them for screen readers.
 */
export function LinkTabs({ label, items }: { label: string; items: readonly LinkTab[] }) {
  return (
    <nav class="cairn-tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.isCurrent ? 'true' : undefined}>
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
