import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type OpenStore, openStore, type StoreOptions } from '../../db/store.ts'
import { start } from './record.ts'

/** A record in memory, closed when the test ends. */
export async function inMemory(options: Partial<StoreOptions> = {}): Promise<OpenStore> {
  const store = await openStore({ url: 'sqlite::memory:', now: () => start, ...options })
  onTestFinished(() => store.close())
  return store
}

/** A folder that goes away with the test. */
export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'muster-db-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

export const databaseIn = (place: string) => {
  const file = path.join(place, 'muster.db')
  return { file, url: `sqlite:${file}` }
}
