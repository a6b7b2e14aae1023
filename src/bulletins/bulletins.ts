import type { WorkspacePartRule } from '../people/people.ts'
import { editBulletins, manageSubscribers } from './bulletin-access.ts'
import { bulletinPaths } from './bulletin-paths.ts'

/** Bulletins, subscriptions and mailings: what other slices may use. */
export { bulletinKind } from './bulletin-kind.tsx'
export { newItem } from './bulletin-content.ts'
export type {
  BulletinContent,
  BulletinItem,
  BulletinItemKind,
  BulletinLink,
} from './bulletin-content.ts'

export { addSubscribers, checkAddition } from './additions.ts'
export { countRecipients } from './mailing-queries.ts'
export { startMailing } from './mailings.ts'
export { sendMailing } from './mailing-worker.ts'
export { updateSender } from './sender-queries.ts'

/** The parts of the workspace that are here. */
export const bulletinWorkspaceParts: readonly WorkspacePartRule[] = [
  { text: 'Bulletins', href: bulletinPaths.manage, access: editBulletins },
  { text: 'Subscribers', href: bulletinPaths.subscribers, access: manageSubscribers },
]
