/** Thrown by every adapter when the other side cannot be asked; `uncertain`: a change may have happened. */
export class Unavailable extends Error {
  readonly uncertain: boolean
  readonly status: number | undefined
  constructor(says: string, options: { uncertain: boolean; status?: number; cause?: unknown }) {
    super(says, { cause: options.cause })
    this.name = 'Unavailable'
    this.uncertain = options.uncertain
    this.status = options.status
  }
}

/** The object changed since it was read (409, or a JSON-patch `test` that failed). Nothing was done. */
export class Conflict extends Error {
  override name = 'Conflict'
}

/** The change was made and ended badly, and what it did until then stays: a command's exit code, say. */
export class Failed extends Error {
  override name = 'Failed'
  readonly output: readonly string[]
  constructor(says: string, output: readonly string[] = []) {
    super(says)
    this.output = output
  }
}

/**
 * The other side said no and nothing was done: a missing right (403), an invalid value (422), a paused deployment.
 * `output`: what it said besides.
 */
export class Denied extends Error {
  override name = 'Denied'
  readonly output: readonly string[]
  constructor(says: string, output: readonly string[] = []) {
    super(says)
    this.output = output
  }
}
