import { formatDuration } from '../duration.ts'
import type { Run } from '../incident.ts'
import { between, type Facts } from './facts.ts'
import { table } from './literal.ts'

/** How long things took, against what the service promises and what the playbook allows. */
export function durations(facts: Facts): string {
  const { incident, pledge } = facts
  const { declaredAt } = incident
  const rows = [
    row('To acknowledge', between(declaredAt, incident.acknowledgedAt), pledge?.respondWithinMs),
    row('To mitigate', between(declaredAt, incident.mitigatedAt), undefined),
    row('To resolve', between(declaredAt, incident.resolvedAt), pledge?.resolveWithinMs),
  ]
  const promised = pledge ? `Promised at ${incident.severity.toUpperCase()}` : 'Promised'
  const parts = [table(['From the declaration', 'Took', promised, ''], rows)]
  for (const run of incident.runs) {
    const started = phases(run, facts)
    if (started.length > 0)
      parts.push(table([`Phases of ${title(run, facts)}`, 'Took', 'Budget', ''], started))
  }
  return parts.join('\n\n')
}

const title = (run: Run, { voice }: Facts) => voice.title(run.title, 150)

function phases(run: Run, { incident, playbooks, voice }: Facts): string[][] {
  const playbook = playbooks.get(run.digest)
  return run.phases.flatMap(({ startedAt, endedAt }, index) => {
    if (!startedAt) return []
    const phase = playbook?.phases[index]
    const name = phase ? voice.line(phase.name, 120) : String(index + 1)
    return [row(name, between(startedAt, endedAt ?? incident.resolvedAt), phase?.withinMs)]
  })
}

function row(what: string, ms: number | undefined, budgetMs: number | undefined): string[] {
  const took = ms === undefined ? 'not reached' : formatDuration(ms)
  if (budgetMs === undefined) return [what, took, '–', '']
  return [what, took, formatDuration(budgetMs), ms === undefined ? '' : against(ms, budgetMs)]
}

const against = (ms: number, budgetMs: number) =>
  ms > budgetMs ? `**${formatDuration(ms - budgetMs)} over**` : 'kept'
