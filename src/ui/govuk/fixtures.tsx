import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { ComponentType, VNode } from 'preact'
import { RawHtml } from '../raw-html.tsx'
import { Accordion } from './accordion.tsx'
import { BackLink } from './back-link.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button } from './button.tsx'
import { CharacterCount } from './character-count.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { CookieBanner } from './cookie-banner.tsx'
import { DateInput } from './date-input.tsx'
import { Details } from './details.tsx'
import { ErrorMessage } from './error-message.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExitThisPage } from './exit-this-page.tsx'
import { Feedback } from './feedback.tsx'
import { Fieldset } from './fieldset.tsx'
import { FileUpload } from './file-upload.tsx'
import { Footer } from './footer.tsx'
import { GenericHeader } from './generic-header.tsx'
import { Header } from './header.tsx'
import { Hint } from './hint.tsx'
import { Input } from './input.tsx'
import { InsetText } from './inset-text.tsx'
import { Label } from './label.tsx'
import { LanguageNavigation } from './language-navigation.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { Pagination } from './pagination.tsx'
import { Panel } from './panel.tsx'
import { PasswordInput } from './password-input.tsx'
import { PhaseBanner } from './phase-banner.tsx'
import { Radios } from './radios.tsx'
import { Select } from './select.tsx'
import { ServiceNavigation } from './service-navigation.tsx'
import { SkipLink } from './skip-link.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { TaskList } from './task-list.tsx'
import { Textarea } from './textarea.tsx'
import { WarningText } from './warning-text.tsx'

/** Every component by the name that GOV.UK Frontend gives it. */
export const govukComponents = {
  accordion: Accordion,
  'back-link': BackLink,
  breadcrumbs: Breadcrumbs,
  button: Button,
  'character-count': CharacterCount,
  checkboxes: Checkboxes,
  'cookie-banner': CookieBanner,
  'date-input': DateInput,
  details: Details,
  'error-message': ErrorMessage,
  'error-summary': ErrorSummary,
  'exit-this-page': ExitThisPage,
  feedback: Feedback,
  fieldset: Fieldset,
  'file-upload': FileUpload,
  footer: Footer,
  'generic-header': GenericHeader,
  header: Header,
  hint: Hint,
  input: Input,
  'inset-text': InsetText,
  label: Label,
  'language-navigation': LanguageNavigation,
  'notification-banner': NotificationBanner,
  pagination: Pagination,
  panel: Panel,
  'password-input': PasswordInput,
  'phase-banner': PhaseBanner,
  radios: Radios,
  select: Select,
  'service-navigation': ServiceNavigation,
  'skip-link': SkipLink,
  'summary-list': SummaryList,
  table: Table,
  tabs: Tabs,
  tag: Tag,
  'task-list': TaskList,
  textarea: Textarea,
  'warning-text': WarningText,
}

export type GovukComponentName = keyof typeof govukComponents

export type Fixture = {
  name: string
  options: Record<string, unknown>
  hidden: boolean
  description: string
  html: string
}

const library = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))

/** The names of all components that the installed GOV.UK Frontend has fixtures for. */
export function listFixtureComponents(): string[] {
  return readdirSync(path.join(library, 'dist/govuk/components'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}

/** The fixtures GOV.UK Frontend ships for a component: options and the HTML they must give. */
export function readFixtures(component: string): Fixture[] {
  const file = path.join(library, 'dist/govuk/components', component, 'fixtures.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { fixtures: Fixture[] }).fixtures
}

/** A fixture's options through our component. `logo` stands where GOV.UK has its crown. */
export function renderFixture(component: GovukComponentName, fixture: Fixture, logo: VNode): VNode {
  const Component = govukComponents[component] as unknown as ComponentType<Record<string, unknown>>
  const { text, ...props } = propsFrom(fixture.options)
  const children = text === undefined ? {} : { children: text }
  return <Component {...props} {...children} {...ownDefaults(component, props, logo)} />
}

/** Pairs of `nameText` and `nameHtml` options that are one property of ours. */
const PAIRS = ['heading', 'title', 'summary', 'description', 'logo']

/** Options that hold nothing but `text` or `html`: ours take the words themselves. */
const PLAIN = [
  'heading',
  'summary',
  'content',
  'conditional',
  'beforeInput',
  'afterInput',
  'beforeInputs',
  'afterInputs',
  'contentLicence',
]

type Options = Record<string, unknown>

function propsFrom(options: Options): Options {
  const props: Options = {}
  for (const [name, value] of Object.entries(options)) props[name] = propFrom(name, value)
  if ('html' in props || 'text' in props) {
    if (options['html']) props['text'] = rawHtml(options['html'])
    delete props['html']
  }
  for (const pair of PAIRS) {
    const [textName, htmlName] = [`${pair}Text`, `${pair}Html`]
    if (!(textName in props) && !(htmlName in props)) continue
    props[pair] = options[htmlName] ? rawHtml(options[htmlName]) : options[textName]
    delete props[textName]
    delete props[htmlName]
  }
  return props
}

function propFrom(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => propFrom('', item))
  if (name === 'slots') return slotsFrom(value as Options)
  if (typeof value !== 'object' || value === null || name === 'attributes') return value
  const props = propsFrom(value as Options)
  return PLAIN.includes(name) ? props['text'] : props
}

function slotsFrom(slots: Options): Options {
  const end = slots['end']
  const { html, align } = (typeof end === 'object' ? end : { html: end }) as Options
  return {
    ...Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, rawHtml(slot)])),
    end: html ? rawHtml(html) : undefined,
    endIsInline: align === 'inline',
  }
}

const rawHtml = (html: unknown) => <RawHtml html={String(html)} />

/** What GOV.UK fills in and we, not being GOV.UK, leave to the caller. */
function ownDefaults(component: GovukComponentName, props: Options, logo: VNode): Options {
  if (component === 'header') return { homepageUrl: '//gov.uk', ...props, logo }
  if (component === 'select' || component === 'tabs') return { items: [], ...props }
  if (component === 'exit-this-page')
    return { redirectUrl: props['redirectUrl'] || 'https://www.bbc.co.uk/weather' }
  if (component !== 'footer') return {}
  const licence = props['contentLicence']
  return {
    logo,
    contentLicence: licence === undefined || licence === '' ? openGovernmentLicence : licence,
    copyright: {
      href: 'https://www.nationalarchives.gov.uk/information-management/re-using-public-sector-information/uk-government-licensing-framework/crown-copyright/',
      text: (props['copyright'] as Options | undefined)?.['text'] || '© Crown copyright',
    },
  }
}

const openGovernmentLicence = (
  <>
    All content is available under the{' '}
    <a
      class="govuk-footer__link"
      href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
      rel="license"
    >
      Open Government Licence v3.0
    </a>
    , except where otherwise stated
  </>
)
