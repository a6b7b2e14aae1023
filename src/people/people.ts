/** People, organisations, affiliations, sign-in: what other slices may use. */
export { findSignedInPerson } from './person-queries.ts'
