import path from 'node:path'
import { StoreError } from './errors.ts'

/** Where the record is: a file's absolute path, or in memory and gone at exit. */
export type Location = { file: string | undefined }

/** Reads `sqlite:./data/muster.db`, `sqlite:/var/lib/muster.db` or `sqlite::memory:`. */
export function locate(url: string): Location {
  if (url.startsWith('postgres:') || url.startsWith('postgresql:'))
    throw new StoreError(
      'url',
      'DATABASE_URL names PostgreSQL, which Muster cannot use yet. Use sqlite:<file>.',
    )
  const rest = url.startsWith('sqlite:') ? url.slice('sqlite:'.length).replace(/^\/\/(?=[./])/, '') : ''
  if (rest === '')
    throw new StoreError('url', `DATABASE_URL must look like sqlite:./data/muster.db, not ${url}`)
  return { file: rest === ':memory:' ? undefined : path.resolve(rest) }
}
