import type { Core } from '../core.ts'
import type { Job } from '../ports/store.ts'

/** Done, or to be done once more after so many milliseconds. */
export type JobOutcome = { again: number } | undefined
export type JobHandler = (core: Core, job: Job) => Promise<JobOutcome>
