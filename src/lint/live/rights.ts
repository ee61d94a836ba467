import { roleYaml } from '../../cluster/role-text.ts'
import type { Right } from '../../domain/right.ts'
import { scopeOf, wholeScope } from '../../domain/scope.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'
import { type Ask, notLookedAt } from './ask.ts'

type Needed = { name: string; rights: Right[]; where: Pick<Note, 'file' | 'path' | 'key'> }

/** Whether Muster holds what its playbooks need (once for each check and remediation), and what else it may be asked. */
export async function liveRights(folder: ServiceFolder, ask: Ask, lint: LintFolder): Promise<Note[]> {
  const { service, file } = folder
  const { namespace } = service
  const missing = async (rights: Right[]) =>
    ask(({ instruments: { cluster } }) =>
      rights.length === 0 ? Promise.resolve([]) : cluster.rightsMissing(namespace, rights),
    )
  const needed = neededBy(folder, lint)
  const notes = await Promise.all(
    needed.map(async ({ name, rights, where }): Promise<Note[]> => {
      const found = await missing(rights)
      if (!found.ok) return [notLookedAt(where, `The rights that ${name} needs`, found)]
      return lacking(where, 'rights-missing', name, namespace, found.value)
    }),
  )

  const all = [...lint.tools.checks, ...lint.tools.remediations]
  const asked = new Set(needed.flatMap(({ rights }) => singles(rights)))
  const others = all.flatMap((one) => one.rights(wholeScope(service)))
  const rest = await missing(others)
  const where = { file, path: ['namespace'] }
  if (!rest.ok) return [...notes.flat(), notLookedAt(where, 'Muster’s rights', rest)]
  const elsewhere = rest.value.filter((one) => singles([one]).some((single) => !asked.has(single)))
  return [
    ...notes.flat(),
    ...lacking(where, 'rights-missing-elsewhere', 'everything /incident fix offers', namespace, elsewhere),
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

const singles = (rights: readonly Right[]): string[] =>
  rights.flatMap(({ group, resource, verbs, names }) =>
    verbs.flatMap((verb) => (names ?? ['']).map((name) => `${group} ${resource} ${verb} ${name}`)),
  )

function lacking(
  where: Needed['where'],
  rule: 'rights-missing' | 'rights-missing-elsewhere',
  name: string,
  namespace: string,
  rights: readonly Right[],
): Note[] {
  if (rights.length === 0) return []
  const words = rights.map(
    ({ group, resource, verbs, names }) =>
      `${verbs.join(', ')} ${group ? `${resource}.${group}` : resource}${names ? ` ${names.join(', ')}` : ''}`,
  )
  const more = words.length > 4 ? `; and ${words.length - 3} more` : ''
  const list = words.slice(0, words.length > 4 ? 3 : 4).join('; ')
  return [
    {
      ...where,
      rule,
      says: `Muster lacks rights in ${namespace} for ${name}: ${list}${more}`,
      advice: `Grant them to its service account:\n${roleYaml('muster', namespace, rights)}`,
    },
  ]
}
