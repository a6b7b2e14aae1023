import { isSensitivePath } from '../sensitive-paths.ts'

/**
 * On every page: says that scripts run, leads into sensitive pages without a step in the history, and
 * brings GOV.UK Frontend's scripts to the components that need one. A page without such a component
 * loads nothing more.
 */
type Component = new (root: Element) => object

const loaders: Record<string, () => Promise<Component>> = {
  'govuk-accordion': async () =>
    (await import('govuk-frontend/dist/govuk/components/accordion/accordion.mjs')).Accordion,
  // Only for a button on which a second click must do nothing.
  'govuk-button': async () =>
    (await import('govuk-frontend/dist/govuk/components/button/button.mjs')).Button,
  'govuk-character-count': async () =>
    (await import('govuk-frontend/dist/govuk/components/character-count/character-count.mjs'))
      .CharacterCount,
  'govuk-checkboxes': async () =>
    (await import('govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs')).Checkboxes,
  'govuk-error-summary': async () =>
    (await import('govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'))
      .ErrorSummary,
  'govuk-file-upload': async () =>
    (await import('govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs')).FileUpload,
  'govuk-notification-banner': async () =>
    (
      await import('govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs')
    ).NotificationBanner,
  'govuk-password-input': async () =>
    (await import('govuk-frontend/dist/govuk/components/password-input/password-input.mjs'))
      .PasswordInput,
  'govuk-radios': async () =>
    withoutExpanded(
      (await import('govuk-frontend/dist/govuk/components/radios/radios.mjs')).Radios,
    ),
  'govuk-service-navigation': async () =>
    (await import('govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs'))
      .ServiceNavigation,
  'govuk-tabs': async () =>
    (await import('govuk-frontend/dist/govuk/components/tabs/tabs.mjs')).Tabs,
}

/** ARIA knows no expanded radio buttons, yet the component says so of each with a hidden part. */
function withoutExpanded(Radios: Component): Component {
  return class extends Radios {
    constructor(root: Element) {
      super(root)
      const clean = () => {
        for (const radio of root.querySelectorAll('[type=radio][aria-expanded]'))
          radio.removeAttribute('aria-expanded')
      }
      clean()
      // Its own listeners on the same targets came first.
      document.addEventListener('click', clean)
      window.addEventListener('pageshow', clean)
    }
  }
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

// In the workspace nobody has to leave in a hurry, and a form half filled in must not be lost by "Back".
document.addEventListener('click', (event) => {
  if (!document.body.classList.contains('cairn-public')) return
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
  const link = (event.target as Element).closest('a')
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download'))
    return
  if (!isSensitivePath(link.pathname)) return
  event.preventDefault()
  location.replace(link.href)
})

const waiting = new Map<string, Element[]>()
for (const element of document.querySelectorAll('[data-module]')) {
  const name = element.getAttribute('data-module') ?? ''
  if (name === 'govuk-button' && !element.hasAttribute('data-prevent-double-click')) continue
  if (name in loaders) waiting.set(name, [...(waiting.get(name) ?? []), element])
}

for (const [name, elements] of waiting)
  void loaders[name]?.().then((Component) => elements.map((element) => new Component(element)))
