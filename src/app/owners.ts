import { createHash } from 'node:crypto'
import type { Core } from './core.ts'
import type { Problem } from './ports/library.ts'
import type { Outgoing } from './ports/store.ts'

/**
 * A playbook file broke: the service's owners are told directly, those who lead shifts where no service is
 * concerned. The same mistake is told once.
 */
export async function tellOwners(core: Core, problem: Problem): Promise<void> {
  const owners = problem.service ? core.library.service(problem.service)?.owners : undefined
  const people = owners?.length ? core.directory.ids(owners) : core.directory.withRole('lead')
  const text = `${problem.file}:${problem.line}: ${problem.says} ${problem.kept ? 'The last good version stays in use until it is mended.' : 'It is left out until it is mended.'}`
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const told = people.map(
    (person): Outgoing => ({
      key: `problem/${name}/${person}`,
      lane: `direct/${person}`,
      kind: 'show',
      payload: { picture: { of: 'words', text }, place: { person } },
    }),
  )
  await core.store.enqueue(told)
  core.wake()
}
