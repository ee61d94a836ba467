import { roleYaml } from '../../cluster/role-text.ts'
import { type Right, sayRight } from '../../domain/right.ts'
import { scopeOf, wholeScope } from '../../domain/scope.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'
import { type Ask, notLookedAt } from './ask.ts'

type Needed = { name: string; rights: Right[]; where: Pick<Note, 'file' | 'path' | 'key'> }

/**
 * Whether Muster holds what its playbooks need, told at the first step of each check and remediation; the Role that
 * grants it all is told once, at the namespace. And what it lacks for whatever else it may be asked.
 */
export async function liveRights(folder: ServiceFolder, ask: Ask, lint: LintFolder): Promise<Note[]> {
  const { service, file } = folder
  const { namespace } = service
  const at = { file, path: ['namespace'] }
  const missing = (rights: Right[]) =>
    ask(({ instruments: { cluster } }) =>
      rights.length === 0 ? Promise.resolve([]) : cluster.rightsMissing(namespace, rights),
    )
  const needed = neededBy(folder, lint)
  const found = await Promise.all(needed.map(async (one) => ({ ...one, missing: await missing(one.rights) })))
  const notes = found.flatMap(({ name, where, missing: lacks }): Note[] => {
    if (!lacks.ok) return [notLookedAt(where, `The rights that ${name} needs`, lacks)]
    if (lacks.value.length === 0) return []
    const says = `Muster lacks rights in ${namespace} for ${name}: ${listed(lacks.value)}`
    return [
      { ...where, rule: 'rights-missing', says, advice: `Apply the Role shown at the namespace of ${file}` },
    ]
  })
  const lacked = found.flatMap((one) => (one.missing.ok ? one.missing.value : []))
  if (lacked.length > 0)
    notes.push({
      ...at,
      rule: 'rights-missing',
      says: `Muster lacks rights in ${namespace} that playbooks need`,
      advice: `Grant them to its service account:\n${roleYaml('muster', namespace, lacked)}`,
    })

  const all = [...lint.tools.checks, ...lint.tools.remediations]
  const rest = await missing(all.flatMap((one) => one.rights(wholeScope(service))))
  if (!rest.ok) return [...notes, notLookedAt(at, 'Muster’s rights', rest)]
  const told = new Set(lacked.map((one) => JSON.stringify(one)))
  const elsewhere = rest.value.filter((one) => !told.has(JSON.stringify(one)))
  if (elsewhere.length === 0) return notes
  return [
    ...notes,
    {
      ...at,
      rule: 'rights-missing-elsewhere',
      says: `No playbook needs it, but /incident fix would be refused for want of rights: ${listed(elsewhere)}`,
      advice: `Grant them too, if it should not be:\n${roleYaml('muster-more', namespace, elsewhere)}`,
    },
  ]
}

/** One entry for each check or remediation, at its first step, with what all its steps need. */
function neededBy({ service, playbooks }: ServiceFolder, { tools }: LintFolder): Needed[] {
  const uses = playbooks.flatMap(({ playbook, file }) =>
    usesOf(playbook).map((use): { use: Use; file: string } => ({ use, file })),
  )
  return [...Map.groupBy(uses, ({ use }) => `${use.kind} ${use.name}`).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { kind, name, path } = first.use
    const tool = (kind === 'check' ? tools.checks : tools.remediations).find((one) => one.name === name)
    const rights = tool ? same.flatMap(({ use }) => tool.rights(scopeOf(use.input, service))) : []
    const verified = path.at(-1) !== 'with'
    const where = verified
      ? { file: first.file, path }
      : { file: first.file, path: path.slice(0, -1), key: kind }
    return [{ name, rights, where }]
  })
}

/** The first few, in the words of kubectl auth can-i. */
function listed(rights: readonly Right[]): string {
  const words = rights.map(sayRight)
  const shown = words.slice(0, words.length > 4 ? 3 : 4)
  return `${shown.join('; ')}${words.length > 4 ? `; and ${words.length - 3} more` : ''}`
}
