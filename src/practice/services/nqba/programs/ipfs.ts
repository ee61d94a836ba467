import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { Program } from '../../../cluster/programs/program.ts'

/** Pins content, without trouble. */
export const nqbaIpfs: Program = {
  logs({ pod, startedAt }, _world, from, to) {
    return [...moments(startedAt + 2_000, 15_000, from, to)].map(({ at, nth }) =>
      line(at, 'info', 'pin', {
        cid: `bafy${chance(4_000_000_000, pod, nth).toString(36)}${chance(4_000_000_000, nth, pod).toString(36)}`,
        status: 'pinned',
        queue_size: chance(4, pod, nth),
      }),
    )
  },
  usage: ({ pod }) => ({ cpuMillis: 55, memoryMiB: 170 + chance(40, pod) }),
}
