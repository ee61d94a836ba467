/** The only source of time for `app` and what it calls. */
export type Clock = {
  now(): Date
  /** Runs `task` once, `ms` later; the answer cancels it. Never keeps the process alive. */
  after(ms: number, task: () => void): () => void
}
