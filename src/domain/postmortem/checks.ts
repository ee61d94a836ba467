import type { RunEvent } from '../incident-event.ts'
import { type Facts, moment } from './facts.ts'
import { output } from './literal.ts'

type Finished = Extract<RunEvent, { type: 'check-finished' }>
/** Looks that found the same, one after the other, are told as one. */
type Finding = { event: Finished; first: string; last: string; times: number }

/** Each check once, with what it found in the order it found it. */
export function checks(facts: Facts): string {
  const byStep = new Map<string, Finding[]>()
  for (const { at, event } of facts.entries) {
    if (event.type !== 'check-finished') continue
    const step = `${event.run} ${event.step}`
    const findings = byStep.get(step) ?? []
    byStep.set(step, findings)
    const before = findings.at(-1)
    if (before && same(before.event, event)) {
      before.last = at
      before.times++
    } else findings.push({ event, first: at, last: at, times: 1 })
  }
  if (byStep.size === 0) return 'No checks ran.'
  return [...byStep.values()].map((findings) => check(findings, facts)).join('\n\n')
}

const same = (one: Finished, other: Finished) =>
  one.passed === other.passed && one.summary === other.summary && one.title === other.title

function check(findings: readonly Finding[], facts: Facts): string {
  const title = findings[0]?.event.title ?? ''
  const found = findings.map((finding) => told(finding, facts)).join('\n')
  return `### ${facts.voice.line(title, 200)}\n\n${found.trimEnd()}`
}

function told({ event, first, last, times }: Finding, facts: Facts): string {
  const again = times > 1 ? `, and the same ${times - 1} more times until ${moment(facts, last)}` : ''
  const evidence = output(event.evidence, '  ')
  return [
    `- **${event.passed ? 'Passed' : 'Failed'}** at ${moment(facts, first)}${again}: ${facts.voice.line(event.summary, 400)}`,
    ...(evidence.length > 0 ? ['', ...evidence, ''] : []),
  ].join('\n')
}
