import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Child, child } from './child.ts'
import type { Place } from './workspace.ts'

const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))
/** What `npm start` gives Node before the script. */
const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'))

/** What docs/deploy.md gives the environment. */
const lean = { NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/muster'), MALLOC_ARENA_MAX: '1' }

/** Muster as an operator starts it, on a record of its own in the folder; ready when it hears Slack. */
export const startBot = (place: Place, folder: string): Promise<Child> =>
  child('src/main.ts', {
    flags,
    env: {
      ...lean,
      SLACK_API_URL: place.apiUrl,
      SLACK_BOT_TOKEN: place.botToken,
      SLACK_APP_TOKEN: place.appToken,
      KUBECONFIG: place.kubeconfig,
      DATABASE_URL: `sqlite:${path.join(folder, 'muster.db')}`,
      MUSTER_DATA: folder,
      MUSTER_WEB_PORT: '0',
    },
    read: (line) => (line.includes('Muster is ready') ? true : undefined),
  })

/** Muster in practice, as a newcomer starts it; ready when it says where the page is. */
export const startPractising = (folder: string): Promise<Child> =>
  child('src/main.ts', {
    flags,
    args: ['--port', '0'],
    env: { MUSTER_DATA: folder, MUSTER_WEB_PORT: '0' },
    read: (line) => (line.includes('The page') ? true : undefined),
  })

/** A Bolt app that acknowledges everything and does nothing else. */
export const startBareBolt = (place: Place): Promise<Child> =>
  child('bench/bare-bolt.ts', {
    env: { BENCH_API_URL: place.apiUrl, BENCH_BOT_TOKEN: place.botToken, BENCH_APP_TOKEN: place.appToken },
    read: (line) => (line.includes('ready') ? true : undefined),
  })

/** Memory that a process holds, in MB. */
export function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}
