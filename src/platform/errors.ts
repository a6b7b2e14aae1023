/** A mistake of the operator (a wrong variable, a busy port): one sentence, no stack trace, exit code 1. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** Not found, forbidden and conflict are the only errors a verb of a slice throws; pages come from them in one place. */
export class NotFound extends Error {
  override name = 'NotFound'
}
export class Forbidden extends Error {
  override name = 'Forbidden'
}
export class Conflict extends Error {
  override name = 'Conflict'
}
