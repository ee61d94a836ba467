import { logsOf } from '../../../cluster/containers.ts'
import type { World } from '../../../cluster/world.ts'
import type { StandIn } from '../../../machine/stand-in.ts'
import { make } from '../programs/files.ts'
import {
  anyIntruder,
  appPods,
  diskFull,
  isDown,
  isIsolated,
  isolated,
  podMemory,
  podsOf,
  services,
} from '../programs/state.ts'
import { inside } from './inside.ts'
import { fails, type Known, plain, programOf, says } from './matching.ts'
import { volumes } from './volumes.ts'

const isStopped = (world: World, service: string) => isDown(world, service, world.clock.now())
const running = (world: World) => services.filter((one) => !isStopped(world, one))

/** The last lines of a container, or how it ended. */
function lastLines(world: World, service: string, most: number): string[] {
  const now = world.clock.now()
  const [life] = podsOf(world, service)
  if (!life) return ['error: exited with code 137']
  return logsOf(life, world, life.startedAt, now)
    .slice(-most)
    .map(({ text }) => text)
}

const looks: Known[] = [
  [
    /exec (\S+) (.+)/,
    ([, container = '', words = ''], world) => {
      if (isStopped(world, container))
        return fails(`Error response from daemon: container ${container} is not running`)
      return inside(container)(words.split(' '), world)
    },
  ],
  plain(/info/, 'Server Version: 27.1.1', 'Storage Driver: overlay2', 'Containers: 7'),
  [/ps --format=\S+/, (_, world) => says(...running(world))],
  [
    /inspect --format=.+ (\S+)/,
    ([, container = ''], world) =>
      says(`{"Status":"${isStopped(world, container) ? 'exited' : 'running'}"} {"Memory":2147483648}`),
  ],
  [
    /logs --tail=(\d+) (\S+)/,
    ([, most, service = ''], world) => says(...lastLines(world, service, Number(most))),
  ],
  [
    /stats --no-stream --format=.+/,
    (_, world) => {
      const now = world.clock.now()
      const most = Math.max(0, ...appPods(world).map((pod) => podMemory(pod, world, now)))
      return says(
        ...running(world).map(
          (one) => `${one} ${one === 'photonic-foundry' ? most : 31}.40% of 1.1GiB / 2GiB`,
        ),
      )
    },
  ],
  [
    /diff (\S+)/,
    ([, container = ''], world) =>
      says(
        'C /app',
        'A /app/profile.stats',
        ...(container === 'photonic-foundry' && anyIntruder(world, world.clock.now())
          ? ['C /usr/local/bin', 'A /usr/local/bin/.kworker']
          : []),
      ),
  ],
  plain(
    /run .*aquasec\/trivy fs \/workspace/,
    'requirements.txt (pip)',
    'Total: 0 (UNKNOWN: 0, LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0)',
  ),
  plain(/image inspect --format=\S+ \S+/, 'sha256:5be1c2f0'),
]

const networks: Known[] = [
  plain(/network ls/, '9f1c0a7d2b3e  photonic-network  bridge  local'),
  plain(/network prune -f/, 'Total reclaimed networks: 0'),
  plain(/network create photonic-network/, '5d1e02c7f9aa'),
  [
    /network inspect photonic-network/,
    (_, world) =>
      says(
        ...running(world)
          .filter((one) => !isIsolated(world, one, world.clock.now()))
          .map((one) => `    "Name": "${one}",`),
      ),
  ],
  [
    /network disconnect photonic-network (\S+)/,
    ([, container = ''], world) => {
      world.condition(isolated(container)).set(true)
      return says()
    },
  ],
  [
    /network connect photonic-network (\S+)/,
    ([, container = ''], world) => {
      world.condition(isolated(container)).set(false)
      return says()
    },
  ],
]

const cleaning: Known[] = [
  [
    /system df/,
    (_, world) =>
      says(
        'TYPE           SIZE      RECLAIMABLE',
        ...(world.condition(diskFull).now
          ? ['Images         61.2GB    54.9GB (89%)', 'Containers     1.9GB     0.3GB (15%)']
          : ['Images         9.4GB     3.1GB (32%)', 'Containers     1.7GB     0.1GB (5%)']),
        'Local Volumes  18.6GB    0B (0%)',
      ),
  ],
  // Old images have names: only with -a do they go.
  plain(/system prune -f/, 'Total reclaimed space: 0.3GB'),
  [
    /system prune -af/,
    (_, world) => {
      const bytes = world.condition(diskFull).now ? '55.2GB' : '3.2GB'
      world.condition(diskFull).set(false)
      return says(`Total reclaimed space: ${bytes}`)
    },
  ],
  [/pull (\S+)/, ([, image = '']) => says(`Status: Image is up to date for ${image}`)],
  [
    /export --output=(\S+) \S+/,
    ([, file = ''], world) => {
      make(world, file)
      return says()
    },
  ],
]

/** Docker, as far as the foundry's commands use it. */
export const docker: StandIn = programOf('docker', [...looks, ...networks, ...cleaning, ...volumes])
