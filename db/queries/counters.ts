import type { Tx } from '../schema.ts'

/** Takes `count` numbers and answers the first. The row stays locked until the transaction ends. */
export async function takeNumbers(tx: Tx, name: 'outbox' | 'deliveries', count: number): Promise<number> {
  const { value } = await tx
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', count) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow()
  return value - count + 1
}
