import Sqlite from 'better-sqlite3'
import { explained, StoreError } from './errors.ts'

/**
 * Makes this process the only one that does the record's work; the answer lets go. The lock is held by
 * the operating system on a file beside the database, so that a killed process leaves nothing behind.
 * Throws `StoreError` `in-use` when another process still has it after `waitMs`.
 */
export function becomeSoleOwner(file: string, waitMs: number): () => void {
  const held = `${file}-owner`
  const raw = opened(held, waitMs)
  try {
    raw.pragma('journal_mode = MEMORY')
    raw.exec('begin exclusive')
    return () => {
      raw.close()
    }
  } catch (error) {
    raw.close()
    const known = explained(error, held)
    if (known instanceof StoreError && known.trouble === 'locked')
      throw new StoreError('in-use', `Another Muster already works on ${file}. Stop it first.`, error)
    throw known
  }
}

function opened(file: string, waitMs: number): Sqlite.Database {
  try {
    return new Sqlite(file, { timeout: waitMs })
  } catch (error) {
    throw explained(error, file)
  }
}
