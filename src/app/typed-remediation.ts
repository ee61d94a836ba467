import { z } from 'zod'
import { nearest } from '../domain/nearest.ts'
import { readRemediationWords, sayWrongKind } from '../domain/remediation-words.ts'
import { type Result, refuse } from '../domain/result.ts'
import { type By, type Changed, loadIncident } from './change.ts'
import type { Core } from './core.ts'
import { request } from './remediations.ts'

/** The remediation somebody most likely meant, where there is none of the name they typed. */
export function nearestRemediation(core: Core, typed: string): string | undefined {
  const names = core.remediations.map(({ name }) => name)
  return names.includes(typed) ? undefined : nearest(typed, names)
}

/** Plans a remediation that somebody asked for in words: a target, numbers, `key=value`. */
export async function requestTyped(
  core: Core,
  id: string,
  by: By,
  asked: { name: string; words: readonly string[]; reason?: string },
): Promise<Result<Changed>> {
  const incident = await loadIncident(core, id)
  if (!incident) return refuse('no-incident', `There is no ${id}`)
  const service = incident.service ? core.library.service(incident.service) : undefined
  const taken = takes(core, asked.name)
  const wrong = sayWrongKind(asked.name, asked.words, service, taken)
  if (wrong) return refuse('wrong-kind', wrong)
  const input = readRemediationWords(asked.words.filter(Boolean), service, taken)
  return request(core, id, by, { name: asked.name, input, ...(asked.reason && { reason: asked.reason }) })
}

function takes(core: Core, name: string): string[] {
  const schema = core.remediations.find((one) => one.name === name)?.input
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}
