import { createHash } from 'node:crypto'
import type { Core } from './core.ts'
import type { Problem } from './ports/library.ts'
import type { Outgoing } from './ports/store.ts'

/** More than these help nobody on a phone. */
const told = 5

/**
 * A playbook file broke: the service's owners are told directly, those who lead shifts where no service is
 * concerned. All mistakes of a file make one message, and the same mistakes are told once.
 */
export async function tellOwners(core: Core, problem: Problem): Promise<void> {
  const owners = problem.service ? core.library.service(problem.service)?.owners : undefined
  const people = owners?.length ? core.directory.ids(owners) : core.directory.withRole('lead')
  const text = sayFile(problem, core.library.problems())
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const messages = people.map(
    (person): Outgoing => ({
      key: `problem/${name}/${person}`,
      lane: `direct/${person}`,
      kind: 'show',
      payload: { picture: { of: 'words', text }, place: { person } },
    }),
  )
  await core.store.enqueue(messages)
  core.wake()
}

/** The same words for every mistake of a file, as it stands now. */
function sayFile(problem: Problem, all: readonly Problem[]): string {
  const { file, kept } = problem
  const ending = kept
    ? 'The last good version stays in use until it is mended.'
    : 'It is left out until it is mended.'
  const same = all.filter((one) => one.file === file)
  const [first = problem, ...others] = same
  if (others.length === 0) return `${file}:${first.line}: ${first.says} ${ending}`
  const lines = same.slice(0, told).map(({ line, says }) => `• line ${line}: ${says}`)
  const more = same.length > told ? [`• and ${same.length - told} more`] : []
  return [`${file} has ${same.length} mistakes. ${ending}`, ...lines, ...more].join('\n')
}
