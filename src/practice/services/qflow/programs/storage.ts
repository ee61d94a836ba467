import { chance, line, moments } from '../../../cluster/programs/line.ts'
import type { Program } from '../../../cluster/programs/program.ts'

/** The IPFS node that keeps what flows read and write. */
export const storage: Program = {
  logs: ({ pod, startedAt }, _world, from, to) =>
    [...moments(startedAt + 2_000, 60_000, from, to)].map(({ at, nth }) =>
      line(at, 'info', 'block added', { size: 1_000 + chance(90_000, pod, nth), pinned: 'yes' }),
    ),
  usage: ({ pod }) => ({ cpuMillis: 70, memoryMiB: 240 + chance(60, pod) }),
}
