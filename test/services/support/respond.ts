import { instrumentsOf } from '../../../src/app/instruments.ts'
import { plan } from '../../../src/app/planning.ts'
import * as runs from '../../../src/app/runs.ts'
import type { Service } from '../../../src/domain/service.ts'
import type { Person } from '../../support/person.ts'
import type { World } from '../../support/world.ts'
import type { Asked } from './walk-playbook.ts'

/** The one service of a world. */
export function serviceOf({ muster }: World): Service {
  const [service, ...more] = muster.core.library.services()
  if (!service || more.length > 0) throw new Error('There is not one service')
  return service
}

/** Runs a check now, as a step of a playbook has it run. */
export function look(world: World, name: string, input: unknown) {
  const { core } = world.muster
  const check = core.checks.find((one) => one.name === name)
  if (!check) throw new Error(`There is no check ${name}`)
  const signal = AbortSignal.timeout(20_000)
  return check.run(input, instrumentsOf(core, signal), { service: serviceOf(world), signal })
}

/** True when a check passes now. */
export const holds = async (world: World, name: string, input: unknown) =>
  (await look(world, name, input)).passed

/** Those that do not pass, with what they saw. */
export async function notPassed(world: World, checks: readonly Asked[]): Promise<string[]> {
  const failed: string[] = []
  for (const { title, name, input } of checks) {
    const { passed, summary } = await look(world, name, input)
    if (!passed) failed.push(`${title} ${summary}`)
  }
  return failed
}

/** Those that cannot be planned in the first incident, with the reason. */
export async function notPlanned(world: World, remediations: readonly Asked[]): Promise<string[]> {
  const incident = await world.incident()
  const refused: string[] = []
  for (const { title, name, input } of remediations) {
    const planned = await plan(world.muster.core, incident, { name, input })
    if (!planned.ok) refused.push(`${title}: ${planned.refusal.says}`)
  }
  return refused
}

const incidentIn = (room: string) => `INC-${/^inc-(\d+)/.exec(room)?.[1]}`

async function runIn(world: World, room: string, playbook: string) {
  const { runs } = await world.incident(incidentIn(room))
  return runs.find((run) => run.playbook === `${serviceOf(world).id}/${playbook}`)
}

/** Declares and opens a playbook at one of its phases; answers the room. */
export async function opens(world: World, declared: string, playbook: string, phase = 0): Promise<string> {
  const room = await world.declares(declared)
  if (!(await runIn(world, room, playbook))) await world.ana.says(`/incident run ${playbook}`, { in: room })
  await goesOnTo(world, room, playbook, phase)
  return room
}

/** Ana leaves phases behind, whatever is open in them; those of checks alone go on by themselves. */
export const goesOnTo = (world: World, room: string, playbook: string, phase: number) =>
  world.until(async () => {
    const run = await runIn(world, room, playbook)
    if (!run || run.phase >= phase) return run?.phase === phase
    const ref = { incident: incidentIn(room), run: run.id, phase: run.phase }
    await runs.nextPhase(world.muster.core, ref, { actor: world.ana.id })
  })

/** Ana says what it is, as soon as the playbook asks: with a button, or in a form where there are many. */
export async function answers(world: World, room: string, answer: string): Promise<void> {
  const { ana } = world
  await world.until(() => [answer, 'Choose'].some((button) => ana.maySee(button, { in: room })))
  if (ana.maySee(answer, { in: room })) await ana.presses(answer, { in: room })
  else {
    await ana.presses('Choose', { in: room })
    await ana.submits({ branch: String(branchOf(world, answer)) })
  }
}

function branchOf({ muster }: World, answer: string): number {
  const phases = muster.core.library.playbooks().flatMap(({ playbook }) => playbook.phases)
  const [found, ...more] = phases
    .map(({ branches }) => branches.findIndex(({ when }) => when === answer))
    .filter((nth) => nth >= 0)
  if (found === undefined || more.length > 0) throw new Error(`“${answer}” is not the answer of one question`)
  return found
}

/**
 * Bob presses a step's button, says what it needs, those who have to approve do, and it comes to an end: verified,
 * failed or unknown.
 */
export async function does(
  world: World,
  room: string,
  step: string,
  approving: readonly Person[] = [world.chen],
  needs?: Record<string, string>,
) {
  const before = await remediationsIn(world, room)
  await world.until(() => world.bob.maySee('step.fix', { in: room, on: step }))
  const asked = await world.bob.presses('step.fix', { in: room, on: step })
  const said = needs ? await world.bob.submits(needs) : asked
  if ((await remediationsIn(world, room)).length === before.length) throw new Error(said)
  return ends(world, room, approving)
}

/** Bob types it instead, as somebody who knows or guesses. */
export async function types(
  world: World,
  room: string,
  words: string,
  approving: readonly Person[] = [world.chen],
) {
  const said = await world.bob.says(`/incident fix ${words}`, { in: room })
  if (said) throw new Error(said)
  return ends(world, room, approving)
}

const remediationsIn = async (world: World, room: string) =>
  (await world.incident(incidentIn(room))).remediations

/** The end of the newest remediation, once those have approved it. */
async function ends(world: World, room: string, approving: readonly Person[]) {
  for (const one of approving) {
    await world.until(() => one.maySee('Approve', { in: room }))
    await one.presses('Approve', { in: room })
  }
  // What needs nobody's approval is run by the one who has read its plan.
  if (approving.length === 0 && world.bob.maySee('Run it', { in: room }))
    await world.bob.presses('Run it', { in: room })
  return world.until(
    async () => {
      const newest = (await remediationsIn(world, room)).at(-1)
      return newest && ['verified', 'failed', 'unknown'].includes(newest.state) && newest.state
    },
    { ms: 15 * 60_000, step: 2_000 },
  )
}
