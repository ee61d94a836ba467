import type { Run } from '../incident.ts'
import { leftovers, stillChanged } from '../ledger.ts'
import { runSteps, settled, waitsForBranch } from '../run.ts'
import type { Facts } from './facts.ts'
import { table } from './literal.ts'

/** What the record itself leaves open. People add theirs. */
export function openQuestions(facts: Facts): string {
  const { incident, voice } = facts
  const asked: string[] = []
  if (!incident.cause) asked.push('What was the cause?')
  for (const { state, plan } of incident.remediations) {
    if (state === 'unknown') asked.push(`Did “${voice.line(plan.says, 300)}” take effect? Nobody could tell.`)
    if (state === 'failed') asked.push(`Why did “${voice.line(plan.says, 300)}” fail?`)
  }
  for (const one of leftovers(incident)) {
    const { plan, standing } = one
    const words = stillChanged(incident, one).map(
      ({ what, before, after }) =>
        `${voice.line(what, 200)} ${voice.line(before, 200)} → ${voice.line(after, 200)}`,
    )
    const kept =
      standing?.owner && standing.until
        ? `${voice.person(standing.owner)} puts it back by ${standing.until.slice(0, 10)}.`
        : 'Does it stay so?'
    asked.push(`${voice.line(plan.target, 200)} is still changed: ${words.join(', ')}. ${kept}`)
  }
  for (const { brokenGlass, title } of incident.remediations)
    if (brokenGlass && !brokenGlass.reviewed)
      asked.push(
        `Was it right to break the glass for “${voice.line(title, 200)}”? Nobody has reviewed it yet.`,
      )
  for (const run of incident.runs) asked.push(...unfinished(run, facts))
  for (const gap of incident.gaps) asked.push(`Muster could not do everything here: ${voice.line(gap, 300)}`)
  return asked.length > 0 ? asked.map((one) => `- ${one}`).join('\n') : 'None from the record.'
}

/** One question per phase, however many of its steps were left. */
function unfinished(run: Run, { playbooks, voice }: Facts): string[] {
  const playbook = playbooks.get(run.digest)
  return (playbook?.phases ?? []).flatMap((phase, index) => {
    if (!playbook || !run.phases[index]?.startedAt) return []
    const open = runSteps(run, playbook, index).filter((step) => !settled(step))
    const name = voice.line(phase.name, 120)
    const chosen = waitsForBranch(phase, run.phases[index])
      ? [`Nobody answered “${voice.line(phase.ask ?? phase.name, 200)}” in ${name}.`]
      : []
    if (open.length === 0) return chosen
    const steps = open.map(({ step }) => `“${voice.line(step.title, 200)}”`).join(', ')
    return [...chosen, `Not finished in ${name}: ${steps}. Still needed?`]
  })
}

export function skipped({ entries, voice }: Facts): string {
  const rows = entries.flatMap(({ actor, event }) =>
    event.type === 'step-skipped'
      ? [[voice.line(event.title, 200), voice.line(event.reason, 300), voice.person(actor)]]
      : [],
  )
  return rows.length > 0 ? table(['Step', 'Why', 'Who'], rows) : 'None.'
}

export function actionItems({ incident, voice }: Facts): string {
  if (incident.actionItems.length === 0)
    return 'None yet. Add them with the button under the post-mortem’s message in Slack.'
  return incident.actionItems
    .map(({ text, assignee, due, done }) => {
      const whose = assignee ? voice.person(assignee) : 'nobody yet'
      const when = due ? `, due ${voice.line(due, 30)}` : ''
      return `- [${done ? 'x' : ' '}] ${voice.line(text, 500)} (${whose}${when})`
    })
    .join('\n')
}
