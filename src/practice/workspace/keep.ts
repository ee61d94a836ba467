import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { State } from './team/state.ts'

const kept = z.looseObject({
  people: z.array(z.looseObject({ id: z.string() })),
  channels: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  messages: z.record(z.string(), z.array(z.looseObject({ ts: z.string() }))),
  userGroups: z.array(z.unknown()),
  files: z.array(z.unknown()),
  reads: z.record(z.string(), z.record(z.string(), z.string())),
  homes: z.record(z.string(), z.unknown()),
  lastId: z.number(),
  lastTs: z.number(),
})

const isState = (value: unknown): value is State => kept.safeParse(value).success

/** The state of an earlier session, if there is one; throws when the file is something else. */
export function loadState(file: string): State | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const value: unknown = JSON.parse(text)
  if (!isState(value)) throw new Error(`${file} is not a practice workspace. Move it away to start afresh.`)
  return value
}

export function saveState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true })
  // Written beside and renamed, so that a crash leaves the old file whole.
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
