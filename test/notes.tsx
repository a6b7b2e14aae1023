import { z } from 'zod'
import { testApp, type TestApp, type Visitor } from './app.ts'
import { findSignedInPerson } from '../src/people/people.ts'
import { officerOr } from '../src/platform/access.ts'
import { createWeb } from '../src/platform/web.ts'
import { publicationRoutes } from '../src/publishing/publication-routes.tsx'
import type { PublicationKind } from '../src/publishing/publishing.ts'
import { documentFromText } from '../src/publishing/rich-text-as-text.ts'

/** The smallest kind of publication, for tests of what all kinds share. */
export const note: PublicationKind<{ text: string }> = {
  kind: 'guidance',
  noun: 'note',
  schema: z.object({ text: z.string() }),
  access: officerOr('write and publish notes', 'communications'),
  path: (slug) => `/guidance/${slug}`,
  editPath: (id) => `/manage/guidance/${id}`,
  textsOf: ({ text }) => [{ where: 'Text', document: documentFromText(text) }],
  fieldsOf: ({ text }) => [{ label: 'Text', text }],
}

/** The publishing routes alone, over notes. */
export async function noteApp(): Promise<
  TestApp & {
    get: (path: string, as: Visitor | null) => Promise<Response>
    post: (path: string, as: Visitor | null, form?: Record<string, string>) => Promise<Response>
  }
> {
  const app = await testApp()
  const web = createWeb(app.services, {
    loadPerson: findSignedInPerson,
    problemPage: (c, problem) => c.text(problem.reason ?? '', problem.status),
    uploadPaths: /^$/,
    crossSitePaths: /^$/,
  })
  web.route('/', publicationRoutes([note]))
  const headers = (as: Visitor | null): Record<string, string> => ({
    host: 'localhost:3000',
    'sec-fetch-site': 'same-origin',
    ...(as ? { cookie: as.cookie } : {}),
  })
  return {
    ...app,
    get: async (path, as) => web.request(`http://localhost:3000${path}`, { headers: headers(as) }),
    post: async (path, as, form = {}) =>
      web.request(`http://localhost:3000${path}`, {
        method: 'POST',
        headers: headers(as),
        body: new URLSearchParams(form),
      }),
  }
}
