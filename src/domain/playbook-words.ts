import { formatDuration } from './duration.ts'
import type { Json, JsonObject } from './json.ts'
import type { Playbook, Step } from './playbook.ts'

/** What a machine does for a step, in one line: `scale deployment=web replicas=6, then logs within 2m`. */
export function doingOf(step: Step): string | undefined {
  switch (step.kind) {
    case 'check':
      return join(step.check, step.with)
    case 'fix': {
      const verify = step.verify
        ? `, then ${join(step.verify.check, step.verify.with)} within ${formatDuration(step.verify.withinMs)}`
        : ''
      return `${join(step.remediation, step.with)}${verify}`
    }
    case 'tell':
      return step.text?.replace(/\s+/g, ' ').trim()
    case 'ask':
      return step.options.join(' / ')
    case 'do':
      return undefined
  }
}

/** What kind of step it is, for people. */
export const kindWords: Record<Step['kind'], string> = {
  do: 'do',
  check: 'check',
  fix: 'fix',
  tell: 'tell',
  ask: 'ask',
}

const join = (name: string, input: JsonObject): string =>
  [name, ...Object.entries(input).map(([key, value]) => `${key}=${written(value)}`)].join(' ')

const written = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)

/** When it is used: at which severities, in which rhythm, or with how much notice. */
export function usedWhen({ declare, checklist, maintenance }: Playbook): string {
  if (checklist) return `Checklist, every ${checklist.every}`
  if (maintenance)
    return `Maintenance: ${formatDuration(maintenance.noticeMs)} of notice, takes ${formatDuration(maintenance.lastsMs)}`
  return `For ${declare.map((one) => one.toUpperCase()).join(', ')}`
}
