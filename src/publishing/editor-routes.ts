import { Hono } from 'hono'
import { may, workspace } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import type { AppEnv } from '../platform/web.ts'
import { findPartnershipOf } from '../people/people.ts'
import { picturePaths } from './picture-paths.ts'
import { listPictures } from './picture-queries.ts'
import type { RouteSource } from './publication-checks.ts'
import { termsToCheck } from './term-queries.ts'

/** What the editor in a browser has to know: the words of the checks, and the pictures to choose from. */
export function editorRoutes(routes: RouteSource): Hono<AppEnv> {
  const editor = new Hono<AppEnv>()

  editor.get('/manage/editor-context', may(workspace), async (c) => {
    const { database, services } = c.var
    const today = ukDate(services.clock.now())
    const partnership = await findPartnershipOf(database, today)
    const pictures = await listPictures(database, { limit: 200, offset: 0 })
    return c.json({
      publishedOn: today,
      nation: partnership?.nation,
      terms: await termsToCheck(database),
      routes: await routes(database),
      pictures: pictures.map((picture) => ({
        id: picture.id,
        name: picture.name,
        description: picture.description,
        address: picturePaths.file(picture),
      })),
    })
  })
  return editor
}
