import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { writingDialect } from './dialect.ts'
import { explained, StoreError } from './errors.ts'
import type { Location } from './location.ts'

/** Marks a file as Muster's: "MUST" in ASCII. */
const applicationId = 0x4d555354

export type Connection = {
  /** Without tables: say which with `withTables`. */
  base: Kysely<unknown>
  /** What is wrong with the file itself, as SQLite's own check says. */
  damage(): string[]
}

/** Opens the database, `fsync` on every commit. Waits up to `waitMs` for a lock another process holds. */
export function connect({ file }: Location, waitMs: number): Connection {
  const name = file ?? 'The in-memory database'
  if (file !== undefined) makeFolder(file)
  let raw: Sqlite.Database | undefined
  try {
    raw = new Sqlite(file ?? ':memory:', { timeout: waitMs })
    claim(raw, name)
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    // Else REPLACE would remove rows without asking the triggers that forbid it.
    raw.pragma('recursive_triggers = ON')
    // From here on waiting is done without blocking the process.
    raw.pragma('busy_timeout = 20')
    return connection(raw, name, waitMs)
  } catch (error) {
    raw?.close()
    throw explained(error, name)
  }
}

/** Opens an existing database to look at it only: it is neither made nor changed. */
export function connectToRead({ file }: Location, waitMs: number): Connection {
  if (file === undefined) throw new StoreError('url', 'An in-memory database holds nothing to look at.')
  if (!existsSync(file)) throw new StoreError('missing', `There is no database at ${file}.`)
  let raw: Sqlite.Database | undefined
  try {
    raw = new Sqlite(file, { readonly: true, timeout: waitMs })
    if (!isOurs(raw)) throw foreign(file)
    return connection(raw, file, waitMs)
  } catch (error) {
    raw?.close()
    throw explained(error, file)
  }
}

function connection(raw: Sqlite.Database, file: string, waitMs: number): Connection {
  return {
    base: new Kysely<unknown>({ dialect: writingDialect(raw, { file, waitMs }) }),
    damage: () => damage(raw, file),
  }
}

function makeFolder(file: string): void {
  const folder = path.dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StoreError(
      'not-writable',
      `The folder ${folder} cannot be written. Check its owner and rights.`,
      error,
    )
  }
}

/** Refuses another program's database; marks a fresh one as ours. */
function claim(raw: Sqlite.Database, name: string): void {
  if (isOurs(raw)) return
  const mark = raw.transaction(() => {
    // Another process may have marked it while this one waited for the lock.
    if (isOurs(raw)) return
    const tables = raw.prepare('select count(*) from sqlite_schema').pluck().get()
    if (raw.pragma('application_id', { simple: true }) !== 0 || tables !== 0) throw foreign(name)
    raw.pragma(`application_id = ${applicationId}`)
  })
  mark.immediate()
}

const isOurs = (raw: Sqlite.Database) => raw.pragma('application_id', { simple: true }) === applicationId

const foreign = (name: string) =>
  new StoreError('foreign', `${name} is no Muster database. Point DATABASE_URL elsewhere.`)

function damage(raw: Sqlite.Database, file: string): string[] {
  try {
    const found = raw.prepare<[], string>('pragma integrity_check(10)').pluck().all()
    return found.filter((line) => line !== 'ok')
  } catch (error) {
    const known = explained(error, file)
    return [known instanceof Error ? known.message : String(known)]
  }
}
