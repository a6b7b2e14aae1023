/** Bulletins, subscriptions and mailings: what other slices may use. */
export { bulletinKind } from './bulletin-kind.tsx'
export { bulletinItemKinds, itemKindNames, monthName, newItem } from './bulletin-content.ts'
export type {
  BulletinContent,
  BulletinItem,
  BulletinItemKind,
  BulletinLink,
} from './bulletin-content.ts'
