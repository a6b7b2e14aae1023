import { strToU8, zipSync } from 'fflate'
import { renderToString } from 'preact-render-to-string'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import type { PersonalRow, ReadSection } from './personal-data.ts'

export type CopyOfData = {
  partnershipName: string
  publicUrl: string
  name: string
  madeAt: Date
  sections: ReadSection[]
}

/**
 * Everything in one ZIP: `data.json` for programs, `data.html` for people. In the JSON each section is an object with
 * `key`, `title`, `why`, `fields` (name in the file → what it is) and `rows`; dates and times are ISO 8601 in UTC.
 */
export function zipOf(copy: CopyOfData): Buffer {
  const files = {
    'data.html': strToU8(`<!doctype html>\n${renderToString(<CopyPage {...copy} />)}`),
    'data.json': strToU8(JSON.stringify(jsonOf(copy), null, 2)),
  }
  return Buffer.from(zipSync(files, { mtime: copy.madeAt }))
}

function jsonOf(copy: CopyOfData) {
  return {
    format: 'cairn-personal-data',
    version: 1,
    from: { name: copy.partnershipName, address: copy.publicUrl },
    about: copy.name,
    madeAt: copy.madeAt.toISOString(),
    sections: copy.sections,
  }
}

function CopyPage({ partnershipName, publicUrl, name, madeAt, sections }: CopyOfData) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`What ${partnershipName} keeps about ${name}`}</title>
        <style>{styles}</style>
      </head>
      <body>
        <main>
          <h1>
            What {partnershipName} keeps about {name}
          </h1>
          <p>
            Made on {formatDateTime(madeAt)} at {publicUrl}. Keep this file safe: it is about you.
            The file data.json holds the same for programs.
          </p>
          {sections.map((section) => (
            <section>
              <h2>{section.title}</h2>
              <p>{section.why}</p>
              {section.rows.length === 0 ? <p>Nothing is kept.</p> : <Rows section={section} />}
            </section>
          ))}
        </main>
      </body>
    </html>
  )
}

function Rows({ section }: { section: ReadSection }) {
  const names = Object.keys(section.fields)
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th scope="col">{section.fields[name]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {section.rows.map((row) => (
            <tr>
              {names.map((name) => (
                <td>{shown(row[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A value as people read it. */
export function shown(value: PersonalRow[string] | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  if (value instanceof Date) return formatDateTime(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value)
  return String(value)
}

const styles = `body { font: 17px/1.5 Arial, Helvetica, sans-serif; margin: 0; color: #17211d; background: #fff }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #bcc8bf; padding: 0.4rem 0.8rem 0.4rem 0 }
@media print { .scroll { overflow: visible } }`
