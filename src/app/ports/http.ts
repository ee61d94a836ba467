export type HttpAnswer = { status: number; body: string; tookMs: number }

/** Follows no redirects, reads 64 kB at most; throws `Unavailable` when nothing answered. */
export type Http = {
  /** `Unavailable{uncertain}` when it may have arrived; `Denied` when the address may not be asked. */
  send: HttpSend
  get(
    url: string,
    options: { timeoutMs: number; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<HttpAnswer>
}

/** A change by HTTP: no redirects; the address is resolved once, checked, and pinned. */
export type HttpSend = (request: {
  method: string
  url: string
  headers: Record<string, string>
  /** Headers whose values stand in environment variables, by their names; never kept, hidden in the answer. */
  secretHeaders?: Record<string, string>
  body?: string
  timeoutMs: number
  signal: AbortSignal
}) => Promise<HttpAnswer>
