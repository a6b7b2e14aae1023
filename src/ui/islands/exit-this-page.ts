/**
 * On sensitive pages: leaving at once and without traces.
 *
 * The whole visit to such pages is one entry of the history, because their links replace it. The
 * exit replaces that entry too, so "Back" afterwards leads to what was before this site. What was
 * found to hold in Chromium and Firefox, and what was not, is in docs/decisions/quick-exit.md.
 */

const exitPath = '/exit'
const keyTimeoutMs = 5000

let presses = 0
let timer: number | undefined

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.altKey) return
  const link = (event.target as Element).closest('a')
  if (!link?.href) return
  if (link.hasAttribute('data-exit')) {
    event.preventDefault()
    leave()
  } else if (isOurs(link) && !event.shiftKey) {
    event.preventDefault()
    location.replace(link.href)
  }
})

// A search from a sensitive page must not leave that page behind in the history either.
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (event.defaultPrevented || form.method !== 'get' || form.target) return
  event.preventDefault()
  const address = new URL(form.action)
  address.search = new URLSearchParams(
    [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  ).toString()
  location.replace(address)
})

// Shift held for a capital letter is no wish to leave; any other key starts the count anew.
let isHeldForAnother = false
document.addEventListener('keydown', (event) => {
  if (event.key === 'Shift') return
  presses = 0
  isHeldForAnother = event.shiftKey
})

document.addEventListener('keyup', (event) => {
  if (event.key !== 'Shift') return
  if (isHeldForAnother) {
    isHeldForAnother = false
    return
  }
  presses += 1
  window.clearTimeout(timer)
  if (presses === 3) return leave()
  say(presses === 1 ? 'twice' : 'once')
  timer = window.setTimeout(() => {
    presses = 0
    say('timedOut')
  }, keyTimeoutMs)
})

function leave(): void {
  // First of all nothing is to be seen; the network may take its time.
  document.documentElement.classList.add('cairn-leaving')
  document.body.hidden = true
  document.title = ' '
  location.replace(exitPath)
}

function say(what: 'twice' | 'once' | 'timedOut'): void {
  const place = document.querySelector<HTMLElement>('[data-exit-keys]')
  if (!place) return
  place.dataset['presses'] = what === 'timedOut' ? '0' : String(presses)
  place.textContent = place.dataset[what] ?? ''
}

function isOurs(link: HTMLAnchorElement): boolean {
  return link.origin === location.origin && !link.target && !link.hasAttribute('download')
}
