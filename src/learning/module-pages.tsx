import type { ComponentChildren } from 'preact'
import type { FormState } from '../platform/forms.ts'
import { withHeadingsFrom } from '../publishing/rich-text-headings.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import { Prose } from '../ui/content.tsx'
import {
  CheckboxesField,
  FormErrors,
  PostButton,
  PostForm,
  RadiosField,
  SubmitButton,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { durationInWords, moduleKindNames, type CourseModule } from './course-content.ts'
import { PreviewNotice } from './course-pages.tsx'
import { SessionLine, training } from './session-pages.tsx'
import type { CourseSession } from './course-queries.ts'
import { neededToPass, type Mark, type MarkedQuestion } from './knowledge-check.ts'
import { learningPaths } from './learning-paths.ts'

/** One module on the way through a course. */
export type ModuleView = {
  slug: string
  courseTitle: string
  modules: CourseModule[]
  /** From 1. */
  number: number
  done: ReadonlySet<string>
  isCompleted: boolean
  certificateId: string | null
  /** Coming live sessions of this module. */
  sessions: CourseSession[]
  references: RichTextReferences
  isPreview: boolean
}

/** The name of the field in which a question is answered. */
export function questionField(key: string): string {
  return `answer-${key}`
}

/** A module to read, to watch, to be checked on, or to meet for. */
export function ModulePage(props: {
  site: SiteContext
  view: ModuleView
  form: FormState
  attempts: number
}) {
  const { site, view, form, attempts } = props
  const module = moduleOf(view)
  return (
    <ModuleFrame site={site} view={view} title={module.title} form={form}>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">
          Module {view.number} of {view.modules.length}
        </span>
        {module.title}
      </h1>
      <p class="cairn-meta">
        {[
          moduleKindNames[module.kind],
          durationInWords(module.minutes),
          module.isOptional ? 'optional' : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Prose>
        <RichText document={withHeadingsFrom(2, module.text)} references={view.references} />
      </Prose>
      {module.kind === 'live-session' && <LiveSession view={view} module={module} />}
      {module.kind === 'knowledge-check' && (
        <KnowledgeCheck view={view} module={module} form={form} attempts={attempts} />
      )}
      {(module.kind === 'read' || module.kind === 'watch') && (
        <DoneButton view={view} module={module} />
      )}
    </ModuleFrame>
  )
}

function DoneButton({ view, module }: { view: ModuleView; module: CourseModule }) {
  if (view.isPreview) return null
  if (view.done.has(module.key) || view.isCompleted)
    return (
      <>
        <p class="govuk-body">
          <Tag classes="govuk-tag--green">Done</Tag>
        </p>
        <NextLink view={view} />
      </>
    )
  return (
    <div class="cairn-after-text">
      <PostButton action={learningPaths.completion(view.slug, view.number)}>
        Mark as done and go on
      </PostButton>
    </div>
  )
}

/** To the next module that is not done, or to the certificate. */
function NextLink({ view }: { view: ModuleView }) {
  if (view.certificateId)
    return (
      <Button href={learningPaths.myCertificate(view.certificateId)}>See your certificate</Button>
    )
  const next = view.modules.findIndex(({ key }, at) => !view.done.has(key) && at + 1 > view.number)
  if (next === -1) return <Button href={learningPaths.mine}>Your courses</Button>
  return <Button href={learningPaths.module(view.slug, next + 1)}>Next module</Button>
}

function LiveSession({ view, module }: { view: ModuleView; module: CourseModule }) {
  return (
    <section class="cairn-part" aria-labelledby="sessions">
      <h2 class="govuk-heading-m" id="sessions">
        When it takes place
      </h2>
      {view.sessions.length === 0 ? (
        <p class="govuk-body">No live session is planned at present.</p>
      ) : (
        <ul class="cairn-list">
          {view.sessions.map((session) => (
            <li>
              <SessionLine session={session} />
            </li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        {view.done.has(module.key) ? (
          <Tag classes="govuk-tag--green">Attended</Tag>
        ) : (
          'Your attendance is recorded by the training team after the session.'
        )}
      </p>
      {!view.isPreview && view.isCompleted && <NextLink view={view} />}
    </section>
  )
}

function KnowledgeCheck(props: {
  view: ModuleView
  module: CourseModule
  form: FormState
  attempts: number
}) {
  const { view, module, form, attempts } = props
  const isPassed = view.done.has(module.key)
  const questions = module.questions.map((question, at) => {
    const field = {
      form,
      name: questionField(question.key),
      legend: `${at + 1}. ${question.text}`,
      items: question.answers.map(({ key, text }) => ({ value: key, text })),
    }
    return question.kind === 'one' ? (
      <RadiosField {...field} />
    ) : (
      <CheckboxesField {...field} hint="Choose all that are right." />
    )
  })
  return (
    <>
      {isPassed && (
        <InsetText>
          {view.isCompleted
            ? 'You have passed this check.'
            : 'You have passed this check. You can answer it again; a pass stays a pass.'}
        </InsetText>
      )}
      {isPassed && !view.isPreview && <NextLink view={view} />}
      <p class="govuk-body">
        You need {neededToPass(module)} of {module.questions.length} right answers.
        {attempts > 0 && ` Attempts so far: ${attempts}.`}
      </p>
      {view.isPreview || view.isCompleted ? (
        questions
      ) : (
        <PostForm action={learningPaths.attempts(view.slug, view.number)}>
          {questions}
          <SubmitButton>See how you did</SubmitButton>
        </PostForm>
      )}
    </>
  )
}

/** What came of an attempt, question by question. A wrong answer is explained, not replaced by the right one. */
export function AttemptPage(props: { site: SiteContext; view: ModuleView; mark: Mark }) {
  const { site, view, mark } = props
  const module = moduleOf(view)
  const title = mark.passed ? 'You passed' : 'Not passed yet'
  return (
    <ModuleFrame site={site} view={view} title={`${title}: ${module.title}`}>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{module.title}</span>
        {title}: {mark.correct} of {mark.questions.length} right
      </h1>
      {mark.passed ? (
        <NextLink view={view} />
      ) : (
        <>
          <p class="govuk-body">
            You need {mark.needed}. Read what stands below each answer, look at the modules again,
            and try as often as you like.
          </p>
          <Button href={learningPaths.module(view.slug, view.number)}>Try again</Button>
        </>
      )}
      <ol class="cairn-list cairn-answers">
        {mark.questions.map((marked, at) => (
          <li>
            <AnsweredQuestion marked={marked} number={at + 1} />
          </li>
        ))}
      </ol>
    </ModuleFrame>
  )
}

function AnsweredQuestion({ marked, number }: { marked: MarkedQuestion; number: number }) {
  const { question, chosen, isCorrect } = marked
  const words = question.answers.filter(({ key }) => chosen.includes(key)).map(({ text }) => text)
  return (
    <>
      <h2 class="govuk-heading-s">
        {number}. {question.text}
      </h2>
      <p>
        <Tag classes={isCorrect ? 'govuk-tag--green' : 'govuk-tag--orange'}>
          {isCorrect ? 'Right' : 'Not right'}
        </Tag>
      </p>
      <p>Your answer: {words.length === 0 ? 'none' : words.join('; ')}</p>
      {question.explanation && <p>{question.explanation}</p>}
    </>
  )
}

function ModuleFrame(props: {
  site: SiteContext
  view: ModuleView
  title: string
  form?: FormState
  children: ComponentChildren
}) {
  const { site, view, form } = props
  return (
    <Page
      site={site}
      title={`${props.title} (${view.courseTitle})`}
      isUnlisted
      hasErrors={form ? hasErrors(form) : false}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        training,
        { text: view.courseTitle, href: view.isPreview ? '?' : learningPaths.course(view.slug) },
      ]}
    >
      {view.isPreview && <PreviewNotice />}
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {form && <FormErrors form={form} />}
          {props.children}
        </div>
        <div class="govuk-grid-column-one-third">
          <ModuleNavigation view={view} />
        </div>
      </div>
    </Page>
  )
}

function ModuleNavigation({ view }: { view: ModuleView }) {
  const done = view.modules.filter(({ key }) => view.done.has(key)).length
  return (
    <nav class="cairn-aside" aria-label="Modules of this course">
      <h2 class="govuk-heading-s">Modules</h2>
      {!view.isPreview && (
        <p>
          {done} of {view.modules.length} done
        </p>
      )}
      <ol class="cairn-module-nav">
        {view.modules.map((module, at) => (
          <li>
            <a
              class="govuk-link"
              href={view.isPreview ? `?module=${at + 1}` : learningPaths.module(view.slug, at + 1)}
              aria-current={at + 1 === view.number ? 'page' : undefined}
            >
              {module.title || `Module ${at + 1}`}
            </a>
            {view.done.has(module.key) && (
              <>
                {' '}
                <Tag classes="govuk-tag--green">Done</Tag>
              </>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function moduleOf(view: ModuleView): CourseModule {
  return view.modules[view.number - 1]!
}
