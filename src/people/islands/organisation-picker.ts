/**
 * Organisations come up while one types, as a combobox with a list: arrow keys, Enter and Escape work, and what
 * happens is said to screen readers. Without this script, or where the search does not answer, the button beside the
 * field does the same with a page.
 */
type Found = { id: string; name: string; line: string; note: string | null; isClosed: boolean }
type Answer = { organisations: Found[]; more: boolean }

const pauseMs = 150
const shortest = 2

for (const picker of document.querySelectorAll<HTMLElement>('[data-organisation-picker]'))
  enhance(picker, picker.dataset['organisationPicker'] ?? '')

function enhance(picker: HTMLElement, name: string): void {
  const input = picker.querySelector<HTMLInputElement>(`input[name="${name}-words"]`)
  const button = picker.querySelector<HTMLButtonElement>('[data-picker-search]')
  const results = picker.querySelector<HTMLElement>('[data-picker-results]')
  const searched = picker.querySelector<HTMLInputElement>('[data-picker-searched]')
  if (!input || !button || !results || !searched) return

  const list = document.createElement('ul')
  list.id = `${input.id}-list`
  list.className = 'cairn-picker__list'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Organisations')
  list.hidden = true
  const status = document.createElement('div')
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  const chosen = document.createElement('input')
  chosen.type = 'hidden'
  const shown = document.createElement('p')
  shown.className = 'govuk-body cairn-picker__chosen'
  shown.hidden = true
  input.after(list)
  picker.append(status)
  button.before(shown)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  button.hidden = true
  // Enter must not press it while it is hidden.
  button.type = 'button'

  let found: Found[] = []
  let active = -1
  let timer: number | undefined
  let asked = 0

  const close = (): void => {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  // What the list shows is said to screen readers; that there is none is for everybody.
  const say = (text: string, isShown = false): void => {
    status.className = isShown ? 'govuk-hint' : 'govuk-visually-hidden'
    status.textContent = text
  }

  const open = (answer: Answer): void => {
    found = answer.organisations
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(...found.map(option))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    say(countOf(answer), found.length === 0)
  }

  const option = (organisation: Found, at: number): HTMLElement => {
    const item = document.createElement('li')
    item.id = `${list.id}-${at}`
    item.setAttribute('role', 'option')
    item.setAttribute('aria-selected', 'false')
    if (organisation.isClosed) item.setAttribute('aria-disabled', 'true')
    item.append(
      part('span', 'cairn-picker__name', organisation.name),
      ...[organisation.line, organisation.note]
        .filter((text) => text !== null && text !== '')
        .map((text) => part('span', 'cairn-picker__detail', text ?? '')),
    )
    // The field keeps the focus, so that leaving it still means leaving.
    item.addEventListener('mousedown', (event) => event.preventDefault())
    item.addEventListener('click', () => choose(organisation))
    return item
  }

  const choose = (organisation: Found): void => {
    if (organisation.isClosed) return
    chosen.name = name
    chosen.value = organisation.id
    picker.append(chosen)
    results.replaceChildren()
    input.value = organisation.name
    searched.value = organisation.name
    shown.textContent = [organisation.name, organisation.line].filter(Boolean).join(', ')
    shown.hidden = false
    window.clearTimeout(timer)
    asked += 1
    close()
    say(`${shown.textContent} is chosen`)
  }

  const move = (step: number): void => {
    if (list.hidden) return
    const options = [...list.children]
    options[active]?.setAttribute('aria-selected', 'false')
    active = (active + step + options.length + (active === -1 && step < 0 ? 1 : 0)) % options.length
    const now = options[active]
    now?.setAttribute('aria-selected', 'true')
    now?.scrollIntoView({ block: 'nearest' })
    if (now) input.setAttribute('aria-activedescendant', now.id)
  }

  const search = async (): Promise<void> => {
    asked += 1
    const mine = asked
    const typed = input.value.trim()
    if (typed.length < shortest) return close()
    try {
      const address = `${picker.dataset['source']}?q=${encodeURIComponent(typed)}`
      const answer = await fetch(address, { headers: { accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const body = (await answer.json()) as Answer
      // Meanwhile more has been typed, or the field was left.
      if (mine === asked && document.activeElement === input) open(body)
    } catch {
      close()
      button.hidden = false
      button.type = 'submit'
    }
  }

  input.addEventListener('input', () => {
    chosen.remove()
    shown.hidden = true
    say('')
    carryOver(input.value.trim())
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void search(), pauseMs)
  })
  // On a phone a tap beside the field does not always leave it, and the list lies over what follows.
  document.addEventListener('pointerdown', (event) => {
    if (!picker.contains(event.target as Node)) close()
  })
  input.addEventListener('blur', () => {
    window.clearTimeout(timer)
    close()
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) void search()
      else move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && !list.hidden) {
      const organisation = found[active]
      if (!organisation) return
      event.preventDefault()
      choose(organisation)
    }
  })
}

/** Whoever finds nothing has typed the name already: the form for one that is not listed begins with it. */
function carryOver(name: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-picker-unlisted]')) {
    const address = new URL(link.href)
    if (name) address.searchParams.set('name', name)
    else address.searchParams.delete('name')
    link.href = address.href
  }
}

function part(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

function countOf({ organisations, more }: Answer): string {
  if (organisations.length === 0) return 'Nothing found. Try one word of the name, or the postcode'
  if (more) return `The first ${organisations.length} are shown. Type more of the name for fewer`
  return organisations.length === 1
    ? '1 organisation found. Press the down arrow to reach it'
    : `${organisations.length} organisations found. Press the down arrow to go through them`
}
