import { beforeAll, describe, expect, test } from 'vitest'
import { KillChain, type Victim } from '../support/kill-chain.ts'
import type { KillPoint } from '../support/kill-points.ts'
import { type ProcessWorld, warmUp } from '../support/process-world.ts'

/** `KILL=all` tries every commit and every call; else those around the change itself. */
const everywhere = process.env.KILL === 'all'

const podOf = ({ practice }: ProcessWorld, deployment: string): string => {
  const pods = practice.cluster.world.store.list('pods', 'nqba-platform')
  const found = pods.find(
    ({ metadata }) => metadata.name.startsWith(deployment) && !metadata.deletionTimestamp,
  )
  if (!found) throw new Error(`${deployment} has no pod`)
  return found.metadata.name
}

const fix = (words: (n: number) => string) => (_: ProcessWorld, n: number) => `/incident fix ${words(n)}`
const either = <T>(n: number, even: T, odd: T): T => (n % 2 === 0 ? even : odd)

const victims: Victim[] = [
  { name: 'rollback', asks: fix(() => 'rollback nqba-ipfs'), effects: { templates: 1 } },
  {
    name: 'scale',
    asks: fix((n) => `scale nqba-ipfs replicas=${either(n, 3, 4)}`),
    effects: { replicas: 1 },
  },
  { name: 'restart', asks: fix(() => 'restart nqba-ipfs'), effects: { templates: 1 } },
  {
    name: 'set-config',
    asks: fix((n) => `set-config nqba-config QUANTUM_BATCH_SIZE=${either(n, 11, 12)} restart=nqba-ipfs`),
    effects: { configWrites: 1, templates: 1 },
  },
  {
    name: 'set-autoscaling',
    asks: fix((n) => `set-autoscaling nqba-api max=${either(n, 13, 14)}`),
    effects: { bounds: 1 },
  },
  {
    name: 'set-resources',
    asks: fix((n) => `set-resources nqba-ipfs limits.memory=${either(n, 9, 10)}Gi`),
    service: (text) => text.replace('maxResources:\n', 'maxResources:\n    nqba-ipfs: { memory: 16Gi }\n'),
    effects: { templates: 1 },
  },
  {
    name: 'delete-pod',
    asks: (world) => `/incident fix delete-pod nqba-ipfs pod=${podOf(world, 'nqba-ipfs')}`,
    effects: { deletions: 1 },
  },
  { name: 'flush-cache', asks: fix(() => 'flush-cache results'), effects: { flushes: 1 } },
  {
    name: 'undo',
    first: () => 'scale nqba-ipfs replicas=3',
    asks: () => '/incident undo nqba-ipfs',
    effects: { replicas: 1 },
  },
]

/**
 * After the journal and after each call that changes something. Until the first call is made nothing more is kept or
 * changed than after the journal, and until its end is kept nothing more than after the last: those deaths are the same.
 */
function around({ of, when, name }: KillPoint): boolean {
  if (when !== 'after') return false
  return of === 'call' ? /^(PATCH|DELETE) [^?]*$|\/exec$/.test(name) : name.includes('remediation-started')
}

/** The first death of these is followed by another, as the bot goes on from it. */
const twice = new Set(['set-config', 'undo'])

beforeAll(warmUp)

describe.concurrent('killed at any moment of a change, the bot makes it once and loses nothing', {
  timeout: everywhere ? 3_600_000 : 120_000,
}, () => {
  test.for(victims.map((one) => [one.name, one] as const))('%s', async ([name, victim], context) => {
    const chain = await KillChain.start(context, victim)
    const points = await chain.enumerate()
    const chosen = everywhere ? points : points.filter(around)
    const [first] = points.filter((one) => one.of === 'commit' && around(one))
    if (first && twice.has(name)) chosen.push({ ...first, again: 'before remediation-applied' })
    expect(chosen.length).toBeGreaterThanOrEqual(2)
    const { killed, missed, problems } = await chain.kill(chosen)
    if (everywhere)
      process.stdout.write(
        `${[`${name}: ${killed} deaths at ${points.length} points`, ...missed].join('\n  not met again: ')}\n`,
      )
    expect(problems).toEqual([])
    expect(killed).toBeGreaterThanOrEqual(chosen.length * 0.8)
  })
})
