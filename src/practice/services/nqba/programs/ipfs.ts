import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { Program } from '../../../cluster/programs/program.ts'
import { isPinningStuck } from './pins.ts'

/** Pins content, unless it lost its peers. */
export const nqbaIpfs: Program = {
  logs(container, world, from, to) {
    const { pod, startedAt } = container
    return [...moments(startedAt + 2_000, 15_000, from, to)].map(({ at, nth }) => {
      const cid = `bafy${chance(4_000_000_000, pod, nth).toString(36)}${chance(4_000_000_000, nth, pod).toString(36)}`
      if (isPinningStuck(container, world, at))
        return line(at, 'error', 'pin failed', { cid, error: 'no peers: context deadline exceeded' })
      return line(at, 'info', 'pin', { cid, status: 'pinned', queue_size: chance(4, pod, nth) })
    })
  },
  usage: ({ pod }) => ({ cpuMillis: 55, memoryMiB: 170 + chance(40, pod) }),
}
