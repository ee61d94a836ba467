import { runSteps, settled } from '../run.ts'
import type { Facts } from './facts.ts'

/** What the record itself leaves open. People add theirs. */
export function openQuestions({ incident, playbooks, voice }: Facts): string {
  const asked: string[] = []
  if (!incident.cause) asked.push('What was the cause?')
  for (const one of incident.remediations) {
    const says = voice.line(one.plan.says, 200)
    if (one.state === 'unknown') asked.push(`Did “${says}” take effect? Nobody could tell.`)
    if (one.state === 'failed') asked.push(`Why did “${says}” fail?`)
    if (one.state === 'verified') asked.push(`Does “${says}” stay, or is it taken back?`)
  }
  for (const run of incident.runs) {
    const playbook = playbooks.get(run.digest)
    if (!playbook) continue
    const open = playbook.phases.flatMap((_, index) =>
      run.phases[index]?.startedAt ? runSteps(run, playbook, index).filter((step) => !settled(step)) : [],
    )
    for (const { step } of open)
      asked.push(`“${voice.line(step.title, 200)}” was not finished: is it still needed?`)
  }
  for (const gap of incident.gaps)
    asked.push(`Muster could not do everything here: ${voice.line(gap, 300)}. Should that be mended?`)
  return asked.length > 0 ? asked.map((one) => `- ${one}`).join('\n') : 'None from the record.'
}

export function actionItems({ incident, voice }: Facts): string {
  if (incident.actionItems.length === 0)
    return 'None yet. Add them in Slack with the button under the post-mortem’s message.'
  return incident.actionItems
    .map(({ text, assignee, due, done }) => {
      const whose = assignee ? voice.person(assignee) : 'nobody yet'
      return `- [${done ? 'x' : ' '}] ${voice.line(text, 500)} — ${whose}${due ? `, due ${due}` : ''}`
    })
    .join('\n')
}
