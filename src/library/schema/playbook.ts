import { z } from 'zod'
import { duration } from '../../domain/duration.ts'
import { type Phase, rhythms } from '../../domain/playbook.ts'
import { roles } from '../../domain/service.ts'
import { severities } from '../../domain/severity.ts'
import { step } from './step.ts'
import { line, prose, severity } from './words.ts'

const steps = z.array(step).describe('What to do, in order')

const branch = z.strictObject({
  when: line().describe('The answer that leads here'),
  steps: steps.default([]),
})

const phase = z
  .strictObject({
    name: line(75).describe('What this part of the response is called'),
    within: duration.describe('Time budget of the phase: 5m').exactOptional(),
    steps: steps.default([]),
    ask: line().describe('A question whose answer is one of the branches').exactOptional(),
    branches: z.array(branch).min(1).max(20).describe('What to do for each answer').exactOptional(),
  })
  .superRefine((read, context) => {
    if (read.ask && !read.branches)
      context.addIssue({ code: 'custom', path: ['ask'], message: 'A question needs branches: its answers' })
    if (read.branches && !read.ask)
      context.addIssue({
        code: 'custom',
        path: ['branches'],
        message: 'Branches need ask: the question they answer',
      })
    if (read.steps.length === 0 && !read.branches)
      context.addIssue({
        code: 'custom',
        path: ['name'],
        message: 'This phase has neither steps nor branches',
      })
  })
  .transform(({ within, branches = [], ...rest }): Phase => {
    return { ...rest, branches, ...(within === undefined ? {} : { withinMs: within }) }
  })

const detect = z.strictObject({
  alerts: z.array(line()).describe('Names of the alerts that point here').default([]),
  when: line(300).describe('What the metrics say when this happens').exactOptional(),
  symptoms: z.array(line(300)).describe('What people notice').default([]),
})

const freeze = z.strictObject({
  targets: z.array(line(253)).min(1).describe('Deployments, config maps, caches, commands or requests'),
  because: line(200).describe('Why: whoever is kept waiting reads it'),
  release: z.array(z.enum(roles)).min(1).describe('Who lets them go again').default(['security']),
})

const maintenance = z
  .strictObject({
    notice: duration.describe('Announced so long before'),
    lasts: duration.describe('How long it takes'),
    rollback: prose.describe('What to do when it goes wrong'),
  })
  .transform(({ notice, lasts, rollback }) => ({ noticeMs: notice, lastsMs: lasts, rollback }))

/** A playbook's file; its id and service come from where it stands. */
export const playbookFile = z
  .strictObject({
    title: line().describe('What has happened, in a few words'),
    summary: prose.describe('What this playbook does about it').exactOptional(),
    declare: z
      .array(severity)
      .min(1)
      .describe('The severities at which this playbook is offered')
      .default([...severities]),
    detect: detect.describe('How one recognises it').exactOptional(),
    checklist: z
      .strictObject({ every: z.enum(rhythms).describe('How often it is gone through') })
      .describe('A routine, and not for incidents')
      .exactOptional(),
    maintenance: maintenance.describe('Planned work, and not for incidents').exactOptional(),
    freeze: freeze
      .describe('From its start nobody changes these: evidence is kept, or data is not made worse')
      .exactOptional(),
    phases: z.array(phase).min(1).describe('The parts of the response, in order'),
  })
  .refine((one) => !(one.checklist && one.maintenance), {
    path: ['maintenance'],
    error: 'It is a checklist or maintenance, not both: make two files of it',
  })
  .meta({ title: 'Muster playbook', description: 'What to do when one thing has broken' })
