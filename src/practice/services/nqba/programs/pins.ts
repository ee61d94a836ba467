import type { Container } from '../../../cluster/programs/program.ts'
import type { World } from '../../../cluster/world.ts'
import { namespace } from './state.ts'

/** The IPFS nodes lost sight of each other; a fresh one finds its peers again. */
export const peersLost = 'nqba.ipfs-peers-lost'

/** Pods that were up when the peers were lost stay without them. */
export function isPinningStuck({ startedAt }: Container, world: World, at: number): boolean {
  const lost = world.condition(peersLost)
  return lost.at(at) && startedAt < (lost.since(at) ?? at)
}

export type Pinning = { nodes: number; stuck: number }

/** How the IPFS nodes fare that run now and ran at a time. */
export function pinning(world: World, at: number): Pinning {
  const nodes = world.containers
    .running()
    .filter((one) => one.namespace === namespace && one.labels.component === 'ipfs' && one.startedAt <= at)
  return { nodes: nodes.length, stuck: nodes.filter((one) => isPinningStuck(one, world, at)).length }
}
