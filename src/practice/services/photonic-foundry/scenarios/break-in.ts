import type { Scenario } from '../../../scenarios/scenario.ts'
import { intruderCame } from '../programs/state.ts'

/** Somebody is inside the pods that run: more of them do not help, and a restart too early takes the traces along. */
export const breakIn: Scenario = {
  name: 'photonic-foundry-break-in',
  title: 'Photonic Foundry: break-in',
  says: 'Somebody runs a program of theirs in the foundry’s application, until security lets its pods be replaced.',
  start: (world) => world.condition(intruderCame).set(true),
  stop: (world) => world.condition(intruderCame).set(false),
}
