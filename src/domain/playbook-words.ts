import { formatDuration } from './duration.ts'
import type { Json, JsonObject } from './json.ts'
import { givenIn, needsOf } from './needs.ts'
import { fill } from './placeholders.ts'
import type { Playbook, Step } from './playbook.ts'
import type { Command, Service } from './service.ts'

/**
 * What a machine does for a step, in one line: `scale deployment=web replicas=6, then logs within 2m`. A declared
 * command is shown as `service` declares it: `run-command jobs requeue --since=1h`.
 */
export function doingOf(step: Step, service?: Service): string | undefined {
  switch (step.kind) {
    case 'check':
      return `${join(step.check, step.with, service)}${asks(step)}`
    case 'fix': {
      const verify = step.verify
        ? `, then ${join(step.verify.check, step.verify.with, service)} within ${formatDuration(step.verify.withinMs)}`
        : ''
      return `${join(step.remediation, step.with, service)}${asks(step)}${verify}`
    }
    case 'tell':
      return step.text?.replace(/\s+/g, ' ').trim()
    case 'ask':
      return step.options.join(' / ')
    case 'do':
      return step.playbook && `/incident run ${step.playbook}`
  }
}

/** What somebody is asked for first. */
function asks(step: Step): string {
  const names = Object.keys(needsOf(step))
  return names.length > 0 ? `, asks for ${names.join(', ')}` : ''
}

function join(name: string, input: JsonObject, service: Service | undefined): string {
  const { command, with: _, ...judged } = input
  const declared = service?.commands.find((one) => one.name === command)
  if (!declared) return [name, ...pairs(input)].join(' ')
  return [name, filled(declared, givenIn(input)), ...pairs(judged)].join(' ')
}

/** The command line with what is given or preset; what is asked for later stays in braces. */
function filled({ run, parameters }: Command, given: JsonObject): string {
  const preset = Object.entries(parameters).map(([name, one]) => [name, given[name] ?? one.default])
  const values = preset.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return run.map((argument) => fill(argument, Object.fromEntries(values))).join(' ')
}

const pairs = (input: JsonObject): string[] =>
  Object.entries(input).map(([key, value]) => `${key}=${written(value)}`)

function written(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(written).join(',')
  if (typeof value === 'object' && value !== null)
    return `{ ${pairs(Object.fromEntries(Object.entries(value))).join(' ')} }`
  return String(value)
}

/** When it is used: at which severities, in which rhythm, or with how much notice. */
export function usedWhen({ declare, checklist, maintenance }: Playbook): string {
  if (checklist) return `Checklist, every ${checklist.every}`
  if (maintenance)
    return `Maintenance: ${formatDuration(maintenance.noticeMs)} of notice, takes ${formatDuration(maintenance.lastsMs)}`
  return `For ${declare.map((one) => one.toUpperCase()).join(', ')}`
}
