import type { Post } from '../../src/app/ports/store.ts'
import type { Db, Tx } from '../schema.ts'

/** Remembers where a message stands; the newest place of a key counts. */
export async function putPost(tx: Tx, { key, channel, ts, digest }: Post): Promise<void> {
  await tx
    .insertInto('posts')
    .values({ key, channel, ts, digest })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ channel, ts, digest }))
    .execute()
}

export const post = (db: Db, key: string): Promise<Post | undefined> =>
  db.selectFrom('posts').selectAll().where('key', '=', key).executeTakeFirst()
