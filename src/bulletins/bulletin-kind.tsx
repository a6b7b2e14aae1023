import type { PublicationKind } from '../publishing/publishing.ts'
import { editBulletins } from './bulletin-access.ts'
import { textReadiness } from './bulletin-checks.ts'
import {
  bulletinFields,
  bulletinSchema,
  bulletinTexts,
  monthName,
  type BulletinContent,
} from './bulletin-content.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import { showBulletin } from './bulletin-show.tsx'

/** How a bulletin is reviewed, published, found and compared. Publishing one never sends it. */
export const bulletinKind: PublicationKind<BulletinContent> = {
  kind: 'bulletin',
  noun: 'bulletin',
  schema: bulletinSchema,
  access: editBulletins,
  path: bulletinPaths.show,
  editPath: bulletinPaths.edit,
  textsOf: bulletinTexts,
  alsoFoundBy: ({ month, items }) => [
    monthName(month),
    ...items.flatMap(({ links }) => links.map(({ text }) => text)),
  ],
  fieldsOf: bulletinFields,
  datedOn: ({ month }) => month,
  reviewEveryMonths: null,
  preview: (c, edition) => showBulletin(c, edition, { isPreview: true }),
  obstaclesOf: ({ content }) =>
    textReadiness(content).map(({ where, message }) => `${where}: ${message}`),
}
