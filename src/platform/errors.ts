/** A mistake of the operator (a wrong variable, a busy port): one sentence, no stack trace, exit code 1. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** What was sent is not what a form sends. The message is shown. */
export class BadRequest extends Error {
  override name = 'BadRequest'
}
/** Not found, forbidden and conflict are the only errors a verb of a slice throws; pages come from them in one place. */
class Explained extends Error {
  /** Shown in the place of the usual help, where more is known. */
  readonly reason: string | undefined
  constructor(message?: string, reason?: string) {
    super(message)
    this.reason = reason
  }
}
export class NotFound extends Explained {
  override name = 'NotFound'
}
export class Forbidden extends Explained {
  override name = 'Forbidden'
}
export class Conflict extends Error {
  override name = 'Conflict'
}
