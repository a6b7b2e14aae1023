import { officerOr } from '../platform/access.ts'

export const keepTerms = officerOr('keep the list of terms', 'communications')
export const keepFiles = officerOr('add pictures', 'communications', 'training-coordinator')
