import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Changes } from './team/changes.ts'
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

/**
 * The state of an earlier session, if there is one, with whoever is new since then.
 * Throws when the file is something else.
 */
export function loadState(file: string, fresh: State): State | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const value: unknown = JSON.parse(text)
  if (!isState(value)) throw new Error(`${file} is not a practice workspace. Move it away to start afresh.`)
  const known = new Set(value.people.map(({ id }) => id))
  value.people.push(...fresh.people.filter(({ id }) => !known.has(id)))
  return value
}

function saveState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true })
  // Written beside and renamed, so that a crash leaves the old file whole.
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const SAVE_AFTER_MS = 500

/** Saves soon after each change; the answer saves a last time and stops. */
export function keep(file: string, state: State, changes: Changes): () => void {
  let timer: NodeJS.Timeout | undefined
  const stop = changes.listen(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      saveState(file, state)
    }, SAVE_AFTER_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
    saveState(file, state)
  }
}
