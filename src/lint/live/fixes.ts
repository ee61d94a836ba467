import type { Plan } from '../../domain/remediation.ts'
import type { Result } from '../../domain/result.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'
import { type Ask, notLookedAt } from './ask.ts'

/** Refusals that say nothing bad, or that a line elsewhere tells already. */
const told = ['same', 'not-found', 'not-listed', 'frozen', 'no-limit', 'over-limit']

/** These run or send what is declared, and a look at a playbook is no reason to. */
const notPlanned = ['run-command', 'http-request']

/** Plans every fix, which only reads and makes dry runs: whether it would be refused as the cluster stands. */
export async function liveFixes(
  { service, playbooks }: ServiceFolder,
  ask: Ask,
  { tools }: LintFolder,
): Promise<Note[]> {
  const one = async (file: string, { name, input, path, kind, asks }: Use): Promise<Note[]> => {
    const remediation = tools.remediations.find((each) => each.name === name)
    if (kind === 'check' || asks || !remediation || notPlanned.includes(name)) return []
    const where = { file, path: path.slice(0, -1), key: 'fix' }
    const planned = await ask(({ instruments, signal }) =>
      remediation.plan(input, instruments, { service, signal }),
    )
    if (!planned.ok) return [notLookedAt(where, `What ${name} would do`, planned)]
    return refusal(where, planned.value)
  }
  const notes = await Promise.all(
    playbooks.flatMap(({ playbook, file }) => usesOf(playbook).map((use) => one(file, use))),
  )
  return notes.flat()
}

function refusal(where: Pick<Note, 'file' | 'path' | 'key'>, planned: Result<Plan>): Note[] {
  if (planned.ok || told.includes(planned.refusal.code)) return []
  const { code, says } = planned.refusal
  const rule = code === 'no-revision' ? 'no-revision' : 'fix-refused'
  return [{ ...where, rule, says: `As the cluster stands: ${says}`, advice: 'See to it before it is needed' }]
}
