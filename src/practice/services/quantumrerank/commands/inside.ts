import type { World } from '../../../cluster/world.ts'
import type { Answered } from '../../../machine/stand-in.ts'
import { deployment, health, isDown, namespace, service } from '../programs/state.ts'
import { podsOf } from './describe.ts'

/** What runs within a pod, by deployment. */
const programs: Record<string, Record<string, (world: World) => string[]>> = {
  [deployment]: {
    'curl -fsS http://localhost:8000/health': (world) => [
      JSON.stringify({ status: health(world, world.clock.now()) }),
    ],
    [`nslookup ${service}`]: () => [
      'Server:    10.96.0.10',
      `Name:      ${service}.${namespace}.svc.cluster.local`,
      'Address:   10.96.0.20',
    ],
  },
  redis: {
    'redis-cli info stats': () => [
      '# Stats',
      'total_commands_processed:918240',
      'expired_keys:1203',
      'evicted_keys:0',
      'keyspace_hits:110210',
      'keyspace_misses:349002',
    ],
  },
}

export function execute(world: World, name: string, words: string): Answered {
  const isReady =
    name === deployment ? !isDown(world, world.clock.now()) : world.ready(namespace, name).now > 0
  if (!isReady) return { code: 1, stderr: ['error: no pod of the deployment is ready'] }
  const run = programs[name]?.[words]
  return run
    ? { code: 0, stdout: run(world) }
    : { code: 126, stderr: ['exec failed: executable not found in $PATH'] }
}

/** Of the container before; there is none where nothing was started again. */
export function lastWords(world: World, pod: string): Answered {
  const found = podsOf(world).find(({ metadata }) => metadata.name === pod)
  if (!found) return { code: 1, stderr: [`Error from server (NotFound): pods "${pod}" not found`] }
  const wasRestarted = (found.status.containerStatuses ?? []).some(({ restartCount }) => restartCount > 0)
  return wasRestarted
    ? { code: 0, stdout: ['{"level":"error","message":"worker was sent SIGKILL! Perhaps out of memory?"}'] }
    : {
        code: 1,
        stderr: [
          `Error from server (BadRequest): previous terminated container "api" in pod "${pod}" not found`,
        ],
      }
}
