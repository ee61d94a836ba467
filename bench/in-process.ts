import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../src/clock.ts'
import { createLog } from '../src/log.ts'
import { type Muster, startMuster } from '../src/muster.ts'
import { type Practice, startPractice } from '../src/practice/practice.ts'
import { musterIn, worldOf } from '../src/start-practice.ts'

export type InProcess = { muster: Muster; practice: Practice; folder: string; file: string }

/** The whole bot and its practice servers in this process, for what cannot be seen from outside. */
export async function inProcess<T>(
  work: (one: InProcess) => Promise<T>,
  playbooks = 'playbooks',
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-bench-'))
  const file = path.join(folder, 'muster.db')
  const practice = await startPractice({
    ...(await worldOf({ playbooks })),
    kubeconfigPath: path.join(folder, 'kubeconfig'),
    rateLimits: false,
  })
  const muster = await startMuster({
    ...musterIn(practice),
    database: `sqlite:${file}`,
    playbooks,
    data: folder,
    web: { port: 0 },
    clock: systemClock,
    log: createLog('silent'),
    watch: false,
  })
  try {
    return await work({ muster, practice, folder, file })
  } finally {
    await muster.stop()
    await practice.stop()
    rmSync(folder, { recursive: true })
  }
}
