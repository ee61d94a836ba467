import { z } from 'zod'
import { duration } from '../../domain/duration.ts'
import type { Step, Verification } from '../../domain/playbook.ts'
import { asIssue, parseWith } from './findings.ts'
import { inputs, line, prose } from './words.ts'

const stepKinds = ['do', 'check', 'fix', 'tell', 'ask'] as const

const title = line().describe('What the step is for, in one line that can be read at 3 a.m.')
const details = prose.describe('What to know or to type, in a few lines').exactOptional()
const name = line(60)
const needs = z
  .record(line(60), line(75))
  .describe('What nobody knows beforehand, by input, each with the question that a person is asked')
  .exactOptional()

const doStep = z
  .strictObject({
    do: line().describe('What a person does, in one line'),
    details,
    playbook: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9/-]{0,98}[a-z0-9])?$/, {
        error: 'A playbook is named as its file is, without the service: dynex-outage',
      })
      .describe('A playbook of this service to go on with: a button starts it')
      .exactOptional(),
  })
  .transform(({ do: said, ...rest }): Step => ({ kind: 'do', title: said, ...rest }))

const checkStep = z
  .strictObject({
    check: name.describe('The check that looks by itself: http, pods, logs, rollout-history, config, …'),
    title,
    details,
    with: inputs.describe('The inputs of the check').default({}),
    needs,
  })
  .transform((step): Step => ({ kind: 'check', ...step }))

const verification = inputs
  .transform((raw, context): Verification => {
    const { within, ...checks } = raw
    const [found, ...more] = Object.entries(checks)
    const given = inputs.safeParse(found?.[1] ?? {})
    if (!found || more.length > 0 || !given.success) {
      context.addIssue({
        code: 'custom',
        message: 'verify names one check with its inputs and a deadline: logs: { …, within: 2m }',
      })
      return z.NEVER
    }
    const { within: inside, ...input } = given.data
    const deadline = duration.safeParse(within ?? inside)
    if (!deadline.success || (within !== undefined && inside !== undefined)) {
      context.addIssue({ code: 'custom', message: 'verify needs one deadline: within: 2m' })
      return z.NEVER
    }
    return { check: found[0], with: input, withinMs: deadline.data }
  })
  .describe(
    'A check that has to pass within a deadline before the fix counts: logs: { match: ok, within: 2m }',
  )

const fixStep = z
  .strictObject({
    fix: name.describe('The remediation: rollback, scale, flush-cache, fallback-toggle, …'),
    title,
    details,
    with: inputs.describe('The inputs of the remediation').default({}),
    needs,
    verify: verification.exactOptional(),
  })
  .transform(({ fix, ...rest }): Step => ({ kind: 'fix', remediation: fix, ...rest }))

const tellStep = z
  .strictObject({
    tell: z.enum(['stakeholders', 'status-page']).describe('Who hears it'),
    title,
    details,
    text: prose.describe('Proposed words; a person reads them over and sends').exactOptional(),
    with: inputs.describe('For a status page: component and status').default({}),
  })
  .transform(({ tell, ...rest }): Step => ({ kind: 'tell', audience: tell, ...rest }))

const askStep = z
  .strictObject({
    ask: line().describe('A question to the responders'),
    options: z.array(line(75)).min(2).describe('The answers to choose from'),
    details,
  })
  .transform(({ ask, ...rest }): Step => ({ kind: 'ask', title: ask, ...rest }))

export const stepSchemas: Record<(typeof stepKinds)[number], z.ZodType<Step>> = {
  do: doStep,
  check: checkStep,
  fix: fixStep,
  tell: tellStep,
  ask: askStep,
}

/** The first key says what kind a step is; only that kind's mistakes are told. */
export const step = z
  .preprocess(
    (raw, context) => {
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
        context.addIssue({
          code: 'custom',
          message: `A step is a map that starts with ${stepKinds.join(', ')}`,
        })
        return z.NEVER
      }
      const [kind, another] = stepKinds.filter((one) => Object.hasOwn(raw, one))
      if (!kind || another) {
        const message = kind
          ? `This step says both ${kind} and ${another}: make two steps of it`
          : `A step needs one of ${stepKinds.join(', ')}`
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      }
      const parsed = parseWith(stepSchemas[kind], raw)
      if (!parsed.ok) for (const finding of parsed.findings) context.addIssue(asIssue(finding))
      return raw
    },
    z.union([doStep, checkStep, fixStep, tellStep, askStep]),
  )
  .meta({ id: 'step', description: 'What to do: one of do, check, fix, tell, ask' })
