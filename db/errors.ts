import Sqlite from 'better-sqlite3'

/** Why the record cannot be read or written. */
export type StoreTrouble =
  | 'url'
  | 'not-writable'
  | 'not-a-database'
  | 'foreign'
  | 'corrupt'
  | 'newer'
  | 'in-use'
  | 'locked'
  | 'full'
  | 'disk'
  | 'missing'

/** The record cannot be used; the message says what to do about it. */
export class StoreError extends Error {
  readonly trouble: StoreTrouble
  constructor(trouble: StoreTrouble, says: string, cause?: unknown) {
    super(says, { cause })
    this.name = 'StoreError'
    this.trouble = trouble
  }
}

/** Turns what SQLite reports into words an operator can act on; anything else is answered as it came. */
export function explained(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  const { code } = error
  const trouble = (kind: StoreTrouble, says: string) => new StoreError(kind, says, error)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return trouble('locked', `${file} is locked by another process. Stop that process, or wait for it.`)
  if (code === 'SQLITE_NOTADB')
    return trouble(
      'not-a-database',
      `${file} is not a Muster database. Point DATABASE_URL elsewhere, or move the file away.`,
    )
  if (code.startsWith('SQLITE_CORRUPT'))
    return trouble(
      'corrupt',
      `${file} is damaged. Stop Muster, keep a copy of the file, and restore the last backup.`,
    )
  if (code === 'SQLITE_FULL') return trouble('full', `The disk that holds ${file} is full. Make room.`)
  if (code.startsWith('SQLITE_IOERR'))
    return trouble('disk', `The disk failed while ${file} was read or written. Check the disk and its space.`)
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
    return trouble(
      'not-writable',
      `${file} cannot be written. Check the owner and rights of file and folder.`,
    )
  return error
}
