import { folds } from '../src/app/folds.ts'
import { genesis } from './chain.ts'
import { connectToRead } from './connection.ts'
import { locate } from './location.ts'
import { otherwise } from './refold.ts'
import type { Schema } from './schema.ts'
import { type Verdict, verify } from './verify.ts'

export type Audit = {
  /** Absent when the file is too damaged to be read. */
  verdict?: Verdict
  /** What is wrong with the database file itself. */
  damage: string[]
  /** Records that do not stand as their events make them; looked for where those are sound. */
  otherwise: string[]
  /** Whether the head noted earlier is still part of the chain. */
  knowsHead: boolean
}

/** Looks at a record without changing it; a bot may be at work on it. Throws `StoreError` if it is not one. */
export async function audit(url: string, head?: string): Promise<Audit> {
  const { base, damage } = connectToRead(locate(url), 5000)
  const db = base.withTables<Schema>()
  try {
    const found = damage()
    if (found.length > 0) return { damage: found, otherwise: [], knowsHead: false }
    const verdict = await verify(db)
    const noted =
      head === undefined
        ? undefined
        : await db.selectFrom('events').select('position').where('hash', '=', head).executeTakeFirst()
    const others = verdict.broken ? [] : await otherwise(db, folds)
    return { verdict, damage: found, otherwise: others, knowsHead: head === genesis || noted !== undefined }
  } finally {
    await db.destroy()
  }
}
