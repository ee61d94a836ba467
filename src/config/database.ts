import path from 'node:path'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Disk } from './disk.ts'
import type { Settings } from './setting.ts'

/** `chosen`: DATABASE_URL names it. The folder of one that is not chosen may have to be made. */
export type DatabaseConfig = { kind: 'sqlite'; file: string; chosen: boolean }

/** Reads `sqlite:<path>`. The value is never repeated in a message: it may hold a password. */
export function databaseConfig({ DATABASE_URL }: Settings, disk: Disk): Result<DatabaseConfig> {
  if (DATABASE_URL === undefined) return ok({ kind: 'sqlite', file: './data/muster.db', chosen: false })
  const scheme = DATABASE_URL.match(/^([a-z][a-z0-9+.-]*):/i)?.[1]?.toLowerCase()
  if (scheme === 'postgres' || scheme === 'postgresql')
    return refuse(
      'not-yet',
      'DATABASE_URL names PostgreSQL, which Muster does not support yet: use sqlite:./data/muster.db',
    )
  if (scheme !== 'sqlite')
    return refuse('wrong-url', 'DATABASE_URL has to start with sqlite: as in sqlite:./data/muster.db')
  const file = DATABASE_URL.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '')
  if (file === '' || file.startsWith('//'))
    return refuse(
      'wrong-url',
      'DATABASE_URL names no file: write sqlite:./data/muster.db or sqlite:/var/lib/muster.db',
    )
  if (disk(file) === 'folder')
    return refuse('no-file', `DATABASE_URL names a folder, ${file}: add the file’s name`)
  const folder = path.dirname(file)
  if (disk(folder) !== 'folder')
    return refuse('no-folder', `DATABASE_URL needs the folder ${folder}, which does not exist: make it first`)
  return ok({ kind: 'sqlite', file, chosen: true })
}
