/** An error in Slack's own words: `code` is what the Web API answers as `error`. */
export class SlackError extends Error {
  readonly code: string
  /** Merged into the answer: `needed`, `response_metadata`, `errors`, … */
  readonly extra: Record<string, unknown>

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** `messages` as Slack words them: `must be … [json-pointer:/blocks/0]`. */
export const badArguments = (messages: string[], code = 'invalid_arguments'): SlackError =>
  new SlackError(code, { response_metadata: { messages: messages.map((line) => `[ERROR] ${line}`) } })
