import type { FormState } from '../../platform/forms.ts'
import { boldLabel, fieldId, RadiosField } from '../../ui/form.tsx'
import { formatDate } from '../../ui/dates.ts'
import { Button } from '../../ui/govuk/button.tsx'
import { Input } from '../../ui/govuk/input.tsx'
import type { Content } from '../../ui/govuk/options.ts'
import { organisationPaths } from '../people-paths.ts'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import { placeWords } from './organisation-words.tsx'

/** Give these to the page that shows the picker. */
export const pickerScripts = ['organisation-picker.js']

type PickerProps = {
  form: FormState
  /** The field that carries the id. What was typed is in `NAME-words`, the search button in `NAME-search`. */
  name?: string
  label: string
  hint?: string | undefined
  /** To choose from: what a search found, what the address suggests, or the one that it is today. */
  found: readonly FoundOrganisation[]
  /** These stand over the field that searches, as a suggestion does. */
  foundFirst?: boolean | undefined
  /** The question over these. */
  legend?: string | undefined
  /** Another choice after these, such as none. */
  otherwise?: { value: string; text: string; hint?: string } | undefined
}

/**
 * Chooses one organisation of thousands: a field to type into, a button that searches, and the results as radios. It
 * stands inside a form that is posted; `pickOrganisation` reads it, and the page is shown again with what was found.
 * With JavaScript the results come up while one types (`islands/organisation-picker.ts`). The page needs
 * `scripts={pickerScripts}`.
 */
export function OrganisationPicker(props: PickerProps) {
  const { form, name = 'organisationId', label, hint, found, legend, otherwise } = props
  const words = `${name}-words`
  const hasRadios = found.length > 0
  const typed = form.values[words]
  const value = typeof typed === 'string' ? typed : ''
  const search = (
    <>
      <Input
        // Without radios the error belongs to the field that one types into.
        id={fieldId(hasRadios ? words : name)}
        errorMessage={hasRadios ? null : form.errors.find(({ field }) => field === name)?.message}
        name={words}
        value={value}
        label={boldLabel(label)}
        hint={hint ?? 'Its name, postcode, or a code such as a URN or an ODS code'}
        autocomplete="off"
        spellcheck={false}
      />
      <Button
        classes="govuk-button--secondary"
        name={`${name}-search`}
        value="1"
        attributes={{ 'data-picker-search': true }}
      >
        Search
      </Button>
    </>
  )
  return (
    <div class="cairn-picker" data-organisation-picker={name} data-source={organisationPaths.find}>
      {/* What the radios belong to: with other words in the field they are an earlier answer. */}
      <input type="hidden" name={`${name}-searched`} value={value} data-picker-searched />
      {!props.foundFirst && search}
      <div data-picker-results>
        {hasRadios && (
          <RadiosField
            form={form}
            name={name}
            legend={legend ?? 'Which one is it?'}
            items={[
              ...found.map((organisation) => ({
                value: organisation.id,
                text: organisation.name,
                hint: <OrganisationDetail organisation={organisation} />,
                disabled: organisation.closedOn !== null,
              })),
              otherwise && { divider: 'or' },
              otherwise,
            ]}
          />
        )}
      </div>
      {props.foundFirst && search}
    </div>
  )
}

/** What tells it apart from others of the same name. */
export function OrganisationDetail({ organisation }: { organisation: FoundOrganisation }): Content {
  const { line, note } = detailOf(organisation)
  return (
    <>
      {line}
      {note && (
        <>
          <br />
          {note}
        </>
      )}
    </>
  )
}

/** The same in words, for radios and for what the island shows. */
export function detailOf(organisation: FoundOrganisation): { line: string; note: string | null } {
  const { sector, place, postcode, foundAs, closedOn } = organisation
  const line = [sector, placeWords({ place, postcode })].filter(Boolean).join(', ')
  if (closedOn)
    return { line, note: `Closed on ${formatDate(closedOn)}. Choose who you work for now` }
  return { line, note: foundAs && `Before: ${foundAs}` }
}
