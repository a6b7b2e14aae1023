import type { VNode } from 'preact'
import type { FormState } from '../platform/forms.ts'
import {
  Callout,
  Cards,
  Figures,
  Opening,
  PageList,
  Phone,
  Prose,
  Timeline,
} from '../ui/content.tsx'
import {
  CheckboxesField,
  CountedField,
  DateField,
  FileField,
  FormErrors,
  PasswordField,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
  TextareaField,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import { CampaignArt, FellsAndCairn, campaignArtNames } from '../ui/illustrations.tsx'
import { Mark } from '../ui/mark.tsx'

/** Examples of our own pieces, in groups: name of the group, then title and example. */
export const ownExamples: Record<string, Record<string, VNode>> = {
  mark: {
    '16, 32 and 96 pixels': (
      <p>
        <Mark size={16} /> <Mark size={32} /> <Mark size={96} />
      </p>
    ),
  },
  pictures: {
    'Fells and cairn': <FellsAndCairn />,
    ...Object.fromEntries(
      campaignArtNames.map((name) => [`Campaign art: ${name}`, <CampaignArt name={name} />]),
    ),
  },
  openings: {
    'With a picture': (
      <Opening
        kicker="Campaign"
        heading="It’s not OK"
        lead="How to spot that a child is being exploited, and what you can do."
        picture={<CampaignArt name="path" />}
      >
        <div class="govuk-button-group">
          <Button href="/report" classes="cairn-report">
            Report a concern
          </Button>
          <Button href="#parents" classes="govuk-button--secondary">
            For parents
          </Button>
        </div>
      </Opening>
    ),
    'Words only': <Opening heading="Guidance" lead="What the law and good practice ask of us." />,
  },
  lists: {
    Cards: (
      <Cards
        items={[
          {
            href: '#a',
            heading: 'It’s not OK',
            children: <p>A year against child exploitation.</p>,
            meta: 'Campaign · since 1 October 2020',
            picture: <CampaignArt name="hands" />,
          },
          {
            href: '#b',
            heading: 'Online safety',
            children: <p>What children meet online, and how to talk about it.</p>,
            meta: 'Guidance · December 2020',
          },
        ]}
      />
    ),
    'List of pages': (
      <PageList
        items={[
          {
            href: '#a',
            title: 'October 2020',
            summary: 'A campaign begins, and a course opens.',
            meta: (
              <>
                Bulletin · 1 October 2020 <Tag>New</Tag>
              </>
            ),
          },
          { href: '#b', title: 'September 2020', meta: 'Bulletin · 1 September 2020' },
        ]}
      />
    ),
    Timeline: (
      <Timeline
        items={[
          { when: 'October 2020', what: 'Child criminal exploitation', isNow: true },
          { when: 'December 2020', what: 'Online safety' },
          { when: 'March 2021', what: 'Healthy relationships' },
        ]}
      />
    ),
    Figures: (
      <Figures
        items={[
          { label: 'Places filled (304 of 393)', value: '77 %' },
          { label: 'Came (269 of 318 registered)', value: '85 %' },
          { label: 'Subscribers', value: '1,204' },
        ]}
      />
    ),
  },
  words: {
    'Call-out': (
      <Callout>
        <p>You do not need to be sure before you call.</p>
      </Callout>
    ),
    'Urgent call-out': (
      <Callout isUrgent>
        <p>
          If a child is in immediate danger, call <Phone number="999" />.
        </p>
      </Callout>
    ),
    Prose: (
      <Prose>
        <p>
          Words of an author, with a <a href="#link">link</a> and <strong>weight</strong>.
        </p>
        <h2>What it looks like</h2>
        <ul>
          <li>new things that nobody can explain</li>
          <li>friends who are older</li>
        </ul>
        <h3>What to say</h3>
        <blockquote>
          <p>I am glad that you told me.</p>
        </blockquote>
        <table>
          <thead>
            <tr>
              <th>Number</th>
              <th>Who answers</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>0800 1111</td>
              <td>Childline</td>
            </tr>
          </tbody>
        </table>
      </Prose>
    ),
  },
  forms: {
    'As it opens': <ExampleForm form={{ values: {}, errors: [] }} />,
    'Refused, with what was typed': (
      <ExampleForm
        form={{
          values: {
            title: '',
            'starts-day': '31',
            'starts-month': '2',
            'starts-year': '2020',
            audience: 'parents',
            channels: ['print'],
            summary: 'A year in which nobody turns their back.',
          },
          errors: [
            { field: 'title', message: 'Enter the title' },
            { field: 'starts', message: 'The start date must be a real date, like 27 3 2026' },
            { field: 'file', message: 'Choose a file' },
          ],
        }}
      />
    ),
  },
}

function ExampleForm({ form }: { form: FormState }) {
  return (
    <>
      <FormErrors form={form} />
      <PostForm action="#nowhere">
        <TextField form={form} name="title" label="Title" hint="As people will say it" />
        <DateField
          form={form}
          name="starts"
          legend="When does it start?"
          hint="For example, 27 3 2026"
        />
        <RadiosField
          form={form}
          name="audience"
          legend="Who is it for first?"
          items={[
            { value: 'young-people', text: 'Young people' },
            {
              value: 'parents',
              text: 'Parents',
              conditional: <TextField form={form} name="ages" label="Of children of which ages?" />,
            },
          ]}
        />
        <CheckboxesField
          form={form}
          name="channels"
          legend="Where will it be seen?"
          items={[
            { value: 'print', text: 'Print' },
            { value: 'social', text: 'Social media', hint: 'Each network has its own sizes' },
          ]}
        />
        <SelectField
          form={form}
          name="partner"
          label="Partner"
          items={[
            { value: '', text: 'Choose a partner' },
            { value: 'police', text: 'Police' },
          ]}
        />
        <CountedField form={form} name="summary" label="Summary" maxlength={160} />
        <TextareaField form={form} name="notes" label="Notes" rows={2} />
        <FileField form={form} name="file" label="Poster" />
        <PasswordField form={form} name="password" label="Password" />
        <SubmitButton>Save draft</SubmitButton>
      </PostForm>
    </>
  )
}
