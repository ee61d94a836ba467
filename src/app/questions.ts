import { z } from 'zod'
import type { Incident, Run } from '../domain/incident.ts'
import type { Json, JsonObject } from '../domain/json.ts'
import { needsOf, type Question, valueFor } from '../domain/needs.ts'
import { wants } from '../domain/parameter.ts'
import type { Step } from '../domain/playbook.ts'
import { looksSecret, redact } from '../domain/redact.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { RunStep } from '../domain/run.ts'
import type { Parameter, Service } from '../domain/service.ts'
import { namesOf, targetKinds } from '../domain/target-names.ts'
import type { Core } from './core.ts'
import { serviceFor } from './instruments.ts'

/** The questions of a step, with what was answered before in this run as a proposal. */
export function questionsOf(core: Core, incident: Incident, run: Run, { step, record }: RunStep): Question[] {
  const service = serviceFor(core, incident)
  const earlier = answeredBefore(incident, run)
  return Object.entries(needsOf(step)).map(([name, asks]) => {
    const initial = record.given?.[name] ?? earlier(name)
    const proposal = typeof initial === 'string' || typeof initial === 'number' ? String(initial) : undefined
    const shape = service.ok ? shapeOf(core, step, name, service.value) : free
    return { name, asks, ...shape, ...(proposal !== undefined && { initial: proposal }) }
  })
}

/** The answers as inputs: numbers where numbers are asked for. */
export function readAnswers(
  questions: readonly Question[],
  answers: Readonly<Record<string, string>>,
): Result<JsonObject> {
  const given: Record<string, Json> = {}
  for (const { name, asks, kind } of questions) {
    const answer = answers[name]?.trim()
    if (!answer) return refuse('unanswered', `Nothing is said to “${asks}”`)
    if (kind === 'number' && !/^-?\d{1,15}(?:\.\d{1,15})?$/.test(answer))
      return refuse('not-a-number', `“${asks}” takes a number, and “${answer.slice(0, 40)}” is none`)
    if (looksSecret(name, answer) || redact(answer) !== answer)
      return refuse('secret', `What is said to “${asks}” looks like a secret, and Muster keeps none`)
    given[name] = kind === 'number' ? Number(answer) : answer
  }
  return ok(given)
}

type Shape = Pick<Question, 'kind' | 'options' | 'hint'>
const free: Shape = { kind: 'text', options: [] }

function shapeOf(core: Core, step: Step, name: string, service: Service): Shape {
  if (step.kind !== 'check' && step.kind !== 'fix') return free
  const { command, request } = step.with
  const declared = command !== undefined ? service.commands : request !== undefined ? service.requests : []
  const parameters = declared.find((one) => one.name === (command ?? request))?.parameters ?? {}
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (parameter) return ofParameter(parameter)
  const target = targetKinds.find((kind) => kind === name)
  if (target) return { kind: 'choice', options: namesOf(target, service) }
  const entry =
    step.kind === 'check'
      ? core.checks.find((one) => one.name === step.check)
      : core.remediations.find((one) => one.name === step.remediation)
  return { ...free, kind: entry && takesNumber(entry.input, name) ? 'number' : 'text' }
}

const ofParameter = (parameter: Parameter): Shape => ({
  kind: parameter.kind,
  options: parameter.kind === 'choice' ? parameter.options : [],
  ...(parameter.kind !== 'choice' && { hint: wants(parameter) }),
})

function takesNumber(schema: z.ZodType, name: string): boolean {
  const described = z.object({ properties: z.record(z.string(), z.looseObject({ type: z.unknown() })) })
  const read = described.safeParse(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))
  const type = read.success ? read.data.properties[name]?.type : undefined
  return type === 'number' || type === 'integer'
}

/** What was said in this run for the same input; the newest answer counts. */
function answeredBefore(incident: Incident, run: Run): (need: string) => Json | undefined {
  const checks = Object.values(run.steps).flatMap(({ given, at = '' }) =>
    given ? [{ at, says: (need: string) => given[need] }] : [],
  )
  const fixes = incident.remediations
    .filter((one) => one.run === run.id)
    .map(({ input, requestedAt }) => ({ at: requestedAt, says: (need: string) => valueFor(input, need) }))
  const newestFirst = [...checks, ...fixes].sort((a, b) => b.at.localeCompare(a.at))
  return (need) => newestFirst.map(({ says }) => says(need)).find((value) => value !== undefined)
}
