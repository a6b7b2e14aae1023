import type { FormState } from '../platform/forms.ts'
import {
  DraftForm,
  DraftPage,
  type DraftPageProps,
  EditConflictNotice,
  type EditConflict,
  type PublicationStatus,
} from '../publishing/publishing.ts'
import { RichTextField, type RouteChoice } from '../publishing/rich-text-field.tsx'
import {
  CheckboxesField,
  DateField,
  FormErrors,
  PostButton,
  RadiosField,
  SelectField,
  TextareaField,
  TextField,
  boldLabel,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import {
  deliveries,
  deliveryNames,
  durationInWords,
  moduleKindNames,
  type CourseContent,
} from './course-content.ts'
import type { Framework } from './course-queries.ts'
import { learningPaths } from './learning-paths.ts'

export type EditCourseProps = DraftPageProps & { content: CourseContent; summary: string }

/** A course at a glance: its details, its modules, and the ways to its learners and sessions. */
export function EditCoursePage(props: EditCourseProps) {
  const { status, content, summary } = props
  const { id } = status.publication
  return (
    <DraftPage {...props} caption="Course" wayUp={{ text: 'Training', href: learningPaths.manage }}>
      <div>
        <section class="cairn-part" aria-labelledby="modules">
          <h2 class="govuk-heading-m" id="modules">
            Modules
          </h2>
          <Modules status={status} content={content} />
          <Button href={learningPaths.newModule(id)} classes="govuk-button--secondary">
            Add a module
          </Button>
        </section>
        <section class="cairn-part" aria-labelledby="details">
          <h2 class="govuk-heading-m" id="details">
            Details
          </h2>
          <SummaryList
            rows={[
              { key: 'Title', value: status.title },
              { key: 'Summary', value: summary || 'Not written yet' },
              { key: 'Training band', value: content.bandLabel || 'Not chosen yet' },
              {
                key: 'How it is taught',
                value: content.delivery ? deliveryNames[content.delivery] : 'Not chosen yet',
              },
              { key: 'For whom', value: content.audience || 'Not written yet' },
              { key: 'Outcomes', value: `${content.outcomes.length}` },
              { key: 'Contact', value: content.contact || 'Not given yet' },
            ]}
          />
          <Button href={learningPaths.details(id)} classes="govuk-button--secondary">
            Change the details
          </Button>
        </section>
        <section class="cairn-part" aria-labelledby="learners">
          <h2 class="govuk-heading-m" id="learners">
            Learners and sessions
          </h2>
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href={learningPaths.people(id)}>
                Who is learning
              </a>
            </li>
            <li>
              <a class="govuk-link" href={learningPaths.sessions(id)}>
                Live sessions and attendance
              </a>
            </li>
          </ul>
        </section>
      </div>
    </DraftPage>
  )
}

function Modules({ status, content }: { status: PublicationStatus; content: CourseContent }) {
  const { id } = status.publication
  const { modules } = content
  if (modules.length === 0) return <p class="govuk-body">There is no module yet.</p>
  return (
    <ol class="cairn-modules">
      {modules.map((module, at) => (
        <li>
          <p class="cairn-modules__title">
            <a class="govuk-link" href={learningPaths.editModule(id, module.key)}>
              {module.title || 'Module without a title'}
            </a>
          </p>
          <p class="cairn-meta">
            {[
              moduleKindNames[module.kind],
              durationInWords(module.minutes),
              module.kind === 'knowledge-check' ? `${module.questions.length} questions` : '',
              module.isOptional ? 'optional' : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <div class="cairn-row-actions">
            {(['up', 'down', 'remove'] as const)
              .filter(
                (action) =>
                  !(action === 'up' && at === 0) &&
                  !(action === 'down' && at === modules.length - 1),
              )
              .map((action) => (
                <PostButton
                  action={learningPaths.modules(id)}
                  classes="govuk-button--secondary cairn-small-button"
                  fields={{ action, key: module.key, basedOn: String(status.version) }}
                >
                  {{ up: 'Move up', down: 'Move down', remove: 'Remove' }[action]}
                  <span class="govuk-visually-hidden">
                    {' '}
                    module {at + 1}, {module.title}
                  </span>
                </PostButton>
              ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Everything of a course but its modules, in one form. */
export function CourseDetailsPage(props: {
  site: SiteContext
  status: PublicationStatus
  form: FormState
  frameworks: Framework[]
  sectors: { code: string; name: string }[]
  routes: readonly RouteChoice[]
  conflict?: EditConflict | undefined
}) {
  const { site, status, form, frameworks, sectors, routes, conflict } = props
  const { id } = status.publication
  return (
    <WorkspacePage
      site={site}
      title={`Details: ${status.title}`}
      heading="Details of the course"
      caption={status.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        { text: 'Training', href: learningPaths.manage },
        { text: status.title, href: learningPaths.edit(id) },
      ]}
    >
      <FormErrors form={form} />
      {conflict && <EditConflictNotice conflict={conflict} />}
      <DraftForm form={form} action={learningPaths.details(id)} label="Details of the course">
        <TextField form={form} name="title" label={boldLabel('Title')} />
        <TextareaField
          form={form}
          name="summary"
          rows={3}
          label={boldLabel('Summary')}
          hint="One or two sentences: what will somebody be able to do?"
        />
        <SelectField
          form={form}
          name="band"
          label={boldLabel('Training band')}
          hint="Always with its framework: “Level 2” means different things to different agencies."
          items={[
            { value: '', text: 'Not chosen yet' },
            ...frameworks.flatMap((framework) =>
              framework.bands.map((band) => ({
                value: `${framework.code}:${band.code}`,
                text: `${framework.name}: ${band.label}`,
              })),
            ),
          ]}
        />
        <TextField
          form={form}
          name="bandLabel"
          label={boldLabel('The band as your partnership says it (optional)')}
          hint="Left empty, the framework’s own word is used."
          classes="govuk-input--width-20"
        />
        <RadiosField
          form={form}
          name="delivery"
          legend="How is it taught?"
          items={deliveries.map((delivery) => ({ value: delivery, text: deliveryNames[delivery] }))}
        />
        <TextareaField form={form} name="audience" rows={3} label={boldLabel('For whom is it?')} />
        <CheckboxesField
          form={form}
          name="sectors"
          legend="Only for some sectors? (optional)"
          hint="Choose none for everybody."
          classes="govuk-checkboxes--small"
          items={sectors.map(({ code, name }) => ({ value: code, text: name }))}
        />
        <TextareaField
          form={form}
          name="outcomes"
          rows={6}
          label={boldLabel('Outcomes')}
          hint="What people can do afterwards, one on each line."
        />
        <RichTextField
          form={form}
          name="howToEnrol"
          label="How to enrol"
          rows={6}
          routes={routes}
        />
        <RichTextField
          form={form}
          name="outsideAgencies"
          label="If you work outside the council"
          hint="How people of other agencies get an account."
          rows={5}
          routes={routes}
          withoutHelp
        />
        <RichTextField
          form={form}
          name="detailsCheck"
          label="Already enrolled? Check your details"
          rows={4}
          routes={routes}
          withoutHelp
        />
        <TextField
          form={form}
          name="contact"
          label={boldLabel('Whom to ask')}
          hint="An email address, a telephone number, or both."
        />
        <DateField form={form} name="opensOn" legend="First day of enrolment (optional)" />
        <DateField form={form} name="closesOn" legend="Last day of enrolment (optional)" />
      </DraftForm>
    </WorkspacePage>
  )
}
