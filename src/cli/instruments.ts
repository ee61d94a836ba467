import { readFile } from 'node:fs/promises'
import type { Instruments } from '../app/ports/instruments.ts'
import { reachCluster } from '../cluster/reach.ts'
import { clusterConfig } from '../config/cluster.ts'
import { disk } from '../config/disk.ts'
import { readSettings } from '../config/setting.ts'
import { readConfig } from '../config.ts'
import type { Result } from '../domain/result.ts'
import { createHttp } from '../http/http.ts'
import { createPrograms } from '../programs/programs.ts'
import { connectRedis } from '../redis/redis.ts'
import { Misused, type Shell } from './command.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The settings that say how, other than the cluster's. */
const reaching = [
  'MUSTER_HTTP_PROXY',
  'MUSTER_HTTP_CA',
  'MUSTER_HTTP_PRIVATE',
  'MUSTER_PROGRAMS',
  'HTTPS_PROXY',
  'https_proxy',
]

/** What the bot would reach, by the same settings; practice, which is what it would do without Slack, aside. */
export async function openInstruments(
  env: Shell['env'],
  playbooks: string,
): Promise<{ instruments: Instruments; close(): Promise<void> }> {
  const cluster = or(clusterConfig(readSettings(env), false, disk))
  if (cluster.from === 'nowhere')
    throw new Misused(
      '--cluster needs a cluster: set KUBECONFIG, and MUSTER_CONTEXT for another context of it',
    )
  const given = Object.fromEntries(reaching.map((name) => [name, env[name]]))
  const { http, programs } = or(readConfig({ ...given, MUSTER_PLAYBOOKS: playbooks }))
  const ca = http.ca === undefined ? {} : { ca: await readFile(http.ca, 'utf8') }
  const reached = reach(cluster)
  const { privateRanges } = http
  const web = createHttp({
    ...(http.proxy !== undefined && { proxy: { url: http.proxy, ...ca } }),
    ...(privateRanges && { privateRanges }),
  })
  const searchPath = env.PATH ?? '/usr/local/bin:/usr/bin:/bin'
  const runner = createPrograms({ searchPath, log: silent, ...(programs && { allowed: programs }) })
  return {
    instruments: {
      cluster: reached,
      redis: connectRedis(),
      http: web,
      programs: runner,
      now: () => new Date(),
    },
    close: async () => {
      await Promise.allSettled([reached.close(), web.close(), runner.close()])
    },
  }
}

/** A kubeconfig that cannot be read, or has no such context, is told at once. */
function reach(cluster: Parameters<typeof reachCluster>[0]) {
  try {
    return reachCluster(cluster, silent)
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : String(error))
  }
}

function or<T>(result: Result<T>): T {
  if (!result.ok) throw new Misused(result.refusal.says)
  return result.value
}
