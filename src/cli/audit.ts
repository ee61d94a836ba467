import { parseArgs } from 'node:util'
import { audit } from '../../db/audit.ts'
import type { CliCommand } from './command.ts'

/** Exit code 0: every event is as it was written, and every record as its events make it; 1: not, or unreadable. */
export const auditVerify: CliCommand = {
  name: 'audit verify',
  summary: 'Check that no event of the record was changed, removed or moved [--database URL] [--head HASH]',

  async run(args, say) {
    const { values } = parseArgs({
      args,
      options: { database: { type: 'string' }, head: { type: 'string' } },
    })
    const url = values.database ?? process.env.DATABASE_URL ?? 'sqlite:./data/muster.db'
    const { verdict, damage, otherwise, knowsHead } = await audit(url, values.head)

    for (const line of damage) say(`The file itself is damaged: ${line}`)
    if (verdict?.broken) {
      const { flaw, position, says } = verdict.broken
      say(`Broken at event ${position} (${flaw}): ${says}`)
      say(`Sound before it: ${verdict.events}. Head there: ${verdict.head}`)
      return 1
    }
    if (!verdict || damage.length > 0) return 1
    say(`Events: ${verdict.events}, each as it was written. Head: ${verdict.head}`)
    for (const stream of otherwise)
      say(
        `${stream} does not stand as its events make it: what Muster shows of it was changed past Muster, or written by another version.`,
      )
    if (values.head === undefined || knowsHead) return otherwise.length > 0 ? 1 : 0
    say(`The head you noted, ${values.head}, is not among them: the record was replaced or written anew.`)
    return 1
  },
}
