import { officerOr } from '../../platform/access.ts'

/** See and answer what people ask about their data; erase records. */
export const answerPrivacyRequests = officerOr('answer privacy requests')

/** See and change how long records are kept. */
export const keepRetentionRules = officerOr('decide how long records are kept')
