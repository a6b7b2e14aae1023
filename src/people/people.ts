/** People, organisations, affiliations, sign-in: what other slices may use. */
export { findPeopleById, findSignedInPerson } from './person-queries.ts'
