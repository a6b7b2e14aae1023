/** A mistake of the operator (a wrong variable, a busy port): one sentence, no stack trace, exit code 1. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** Not found, forbidden and conflict are the only errors a verb of a slice throws; pages come from them in one place. */
/** What was sent is not what a form sends. The message is shown. */
export class BadRequest extends Error {
  override name = 'BadRequest'
}
export class NotFound extends Error {
  override name = 'NotFound'
  /** Shown in the place of the usual help, where more is known. */
  readonly reason: string | undefined
  constructor(message?: string, reason?: string) {
    super(message)
    this.reason = reason
  }
}
export class Forbidden extends Error {
  override name = 'Forbidden'
}
export class Conflict extends Error {
  override name = 'Conflict'
}
