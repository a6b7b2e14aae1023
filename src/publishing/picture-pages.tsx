import type { FormState } from '../platform/forms.ts'
import { formatDateTime } from '../ui/dates.ts'
import {
  FileField,
  FormErrors,
  PostButton,
  PostForm,
  SubmitButton,
  TextareaField,
  boldLabel,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { PageLinks } from '../ui/page-links.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { picturePaths } from './picture-paths.ts'
import type { Picture, PictureUse } from './picture-queries.ts'
import { publicationPaths } from './publication-paths.ts'

/** All pictures, the newest first. */
export function PicturesPage(props: {
  site: SiteContext
  pictures: readonly Picture[]
  page: number
  pages: number
  success?: string | undefined
}) {
  const { site, pictures, page, pages, success } = props
  return (
    <WorkspacePage
      site={site}
      title="Files"
      success={success}
      breadcrumbs={[]}
      actions={<Button href={picturePaths.new}>Add a picture</Button>}
    >
      {pictures.length === 0 ? (
        <p class="govuk-body">No picture was added yet.</p>
      ) : (
        <ul class="cairn-pictures">
          {pictures.map((picture) => (
            <li>
              <a class="govuk-link" href={picturePaths.show(picture.id)}>
                <img
                  src={picturePaths.file(picture)}
                  alt=""
                  width={picture.width}
                  height={picture.height}
                  loading="lazy"
                />
                <span>{picture.description}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <PageLinks path={picturePaths.list} page={page} pages={pages} />
    </WorkspacePage>
  )
}

export function NewPicturePage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <WorkspacePage
      site={site}
      title="Add a picture"
      hasErrors={hasErrors(form)}
      scripts={['picture-upload.js']}
      breadcrumbs={[{ text: 'Files', href: picturePaths.list }]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Where a picture was taken, with which camera and when is taken out of it before it is kept.
        Whoever has its address can see it, before the page that shows it is published too.
      </p>
      <PostForm action={picturePaths.new} hasFile>
        <FileField
          form={form}
          name="picture"
          label={boldLabel('Picture')}
          hint="PNG, JPEG or WebP, up to 5 MB. About 1,200 pixels wide is enough; larger ones make pages slow on phones."
          attributes={{
            accept: 'image/png,image/jpeg,image/webp',
            'data-picture-upload': '1600',
          }}
        />
        <DescriptionField form={form} />
        <SubmitButton>Add the picture</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function DescriptionField({ form }: { form: FormState }) {
  return (
    <TextareaField
      form={form}
      name="description"
      label={boldLabel('What does it show?')}
      hint="Read aloud to people who cannot see it. One or two sentences, without “picture of”. Never name a child."
      rows={3}
    />
  )
}

/** One picture: how to use it, where it is used, and how to be rid of it. */
export function PicturePage(props: {
  site: SiteContext
  picture: Picture
  uploadedBy: string | null
  uses: readonly PictureUse[]
  form: FormState
  success?: string | undefined
}) {
  const { site, picture, uploadedBy, uses, form, success } = props
  return (
    <WorkspacePage
      site={site}
      title={picture.name}
      hasErrors={hasErrors(form)}
      success={success}
      breadcrumbs={[{ text: 'Files', href: picturePaths.list }]}
    >
      <FormErrors form={form} />
      <img
        class="cairn-picture-shown"
        src={picturePaths.file(picture)}
        alt={picture.description}
        width={picture.width}
        height={picture.height}
      />
      <SummaryList
        rows={[
          { key: 'To use it', value: <UseLine picture={picture} /> },
          {
            key: 'Size',
            value: `${picture.width} by ${picture.height} pixels, ${sizeInWords(picture.bytes)}`,
          },
          {
            key: 'Added',
            value: `by ${uploadedBy ?? 'the system'} on ${formatDateTime(picture.uploadedAt)}`,
          },
          { key: 'Shown by', value: <Uses uses={uses} /> },
        ]}
      />
      <PostForm action={picturePaths.show(picture.id)} label="Describe it">
        <DescriptionField form={form} />
        <SubmitButton classes="govuk-button--secondary">Save the description</SubmitButton>
      </PostForm>
      <Details summary="Remove this picture" open={form.errors.some((e) => e.field === 'form')}>
        <p class="govuk-body">
          It is gone for good, from old versions too. A picture that a public page or a newest draft
          shows must be taken out there first.
        </p>
        <PostButton action={picturePaths.removal(picture.id)} classes="govuk-button--warning">
          Remove it
        </PostButton>
      </Details>
    </WorkspacePage>
  )
}

function UseLine({ picture }: { picture: Picture }) {
  const alt = picture.description.replace(/\s+/g, ' ').replace(/[\\\]]/g, '\\$&')
  return (
    <>
      Copy this line into a text, on a line of its own:
      <br />
      <code>{`![${alt}](file:${picture.id})`}</code>
    </>
  )
}

function Uses({ uses }: { uses: readonly PictureUse[] }) {
  if (uses.length === 0) return <>Nothing</>
  return (
    <ul class="govuk-list">
      {uses.map(({ publicationId, title, isPublic }) => (
        <li>
          <a class="govuk-link" href={publicationPaths.show(publicationId)}>
            {title}
          </a>
          {!isPublic && ' (not public)'}
        </li>
      ))}
    </ul>
  )
}

function sizeInWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
