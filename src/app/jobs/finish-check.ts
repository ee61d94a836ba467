import { z } from 'zod'
import { bot } from '../../domain/incident-event.ts'
import { withGiven } from '../../domain/needs.ts'
import { ok } from '../../domain/result.ts'
import { findStep } from '../../domain/run.ts'
import type { Core } from '../core.ts'
import { instrumentsOf, saysOf, serviceFor, within } from '../instruments.ts'
import type { Evidence } from '../ports/instruments.ts'
import type { Job } from '../ports/store.ts'
import { changeRun, loadStep } from '../runs.ts'

const payload = z.object({ incident: z.string(), run: z.string(), step: z.string() })

/** Looks, and puts what was found on the step. Looking twice does no harm, so a crash just means looking again. */
export async function finishCheck(core: Core, job: Job): Promise<undefined> {
  const ref = payload.parse(job.payload)
  const at = await loadStep(core, ref)
  if (at?.step.kind !== 'check' || at.record.status !== 'running') return undefined
  const found = await look(core, at)
  const { title } = at.step
  await changeRun(core, ref, { actor: bot }, (run, playbook) => {
    if (findStep(run, playbook, ref.step)?.record.status !== 'running') return ok([])
    const { passed, summary, evidence } = found
    return ok([{ type: 'check-finished', run: run.id, step: ref.step, title, passed, summary, evidence }])
  })
  return undefined
}

type At = NonNullable<Awaited<ReturnType<typeof loadStep>>>

async function look(core: Core, { incident, step, record }: At): Promise<Evidence> {
  if (step.kind !== 'check') return unable('That step is not a check')
  const check = core.checks.find(({ name }) => name === step.check)
  if (!check) return unable(`There is no check called ${step.check}`)
  const service = serviceFor(core, incident)
  if (!service.ok) return unable(service.refusal.says)
  try {
    const input = withGiven(step.with, record.given ?? {})
    return await within(check.timeoutMs(input, service.value), (signal) =>
      check.run(input, instrumentsOf(core, signal), { service: service.value, signal }),
    )
  } catch (error) {
    core.log.warn({ err: error, check: step.check, incident: incident.id }, 'A check could not look')
    return unable(`Could not look: ${saysOf(error)}`)
  }
}

const unable = (summary: string): Evidence => ({ passed: false, summary, evidence: [] })
