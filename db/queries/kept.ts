import type { Json } from '../../src/domain/json.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import { parse } from '../json.ts'
import type { Db, Tx } from '../schema.ts'

/** A digest names one playbook for ever: the first one kept stays. */
export async function keepDefinition(tx: Tx, digest: string, playbook: Playbook): Promise<void> {
  await tx
    .insertInto('definitions')
    .values({ digest, body: JSON.stringify(playbook) })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

export async function definition(db: Db, digest: string): Promise<Playbook | undefined> {
  const row = await db
    .selectFrom('definitions')
    .select('body')
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row && parse<Playbook>(row.body)
}

export async function remember(tx: Tx, key: string, value: Json): Promise<void> {
  const text = JSON.stringify(value)
  await tx
    .insertInto('memory')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute()
}

export async function recall(db: Db, key: string): Promise<Json | undefined> {
  const row = await db.selectFrom('memory').select('value').where('key', '=', key).executeTakeFirst()
  return row && parse<Json>(row.value)
}
