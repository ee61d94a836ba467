import { type RunStep, settled } from '../../domain/run.ts'

/** Steps shown at once. Twelve lines of 450 characters stay well below what a message may hold. */
export const windowSize = 12
/** Steps on a page of the private list of all steps. */
export const pageSize = 8

/** The part of a long phase that matters now: around the first step that is open. */
export type Window = { before: RunStep[]; shown: RunStep[]; after: RunStep[] }

export function windowOf(steps: RunStep[]): Window {
  if (steps.length <= windowSize) return { before: [], shown: steps, after: [] }
  const open = steps.findIndex((one) => !settled(one))
  const first = open < 0 ? steps.length : open
  const from = Math.min(Math.max(0, first - 2), steps.length - windowSize)
  return {
    before: steps.slice(0, from),
    shown: steps.slice(from, from + windowSize),
    after: steps.slice(from + windowSize),
  }
}

/** `14 done, 2 skipped, 1 failed, 3 open` */
export function tally(steps: readonly RunStep[]): string {
  const count = (...statuses: string[]) => steps.filter((one) => statuses.includes(one.record.status)).length
  const counts: [number, string][] = [
    [count('done', 'passed'), 'done'],
    [count('skipped'), 'skipped'],
    [count('failed'), 'failed'],
    [count('running'), 'running'],
    [count('open'), 'open'],
  ]
  return counts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ')
}
