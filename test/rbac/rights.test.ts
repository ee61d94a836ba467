import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { checks } from '../../src/checks/index.ts'
import type { Service } from '../../src/domain/service.ts'
import type { Account } from '../../src/practice/cluster/api/access.ts'
import { grantsFor } from '../../src/rbac/grants.ts'
import { serviceYaml } from '../../src/rbac/service-file.ts'
import { readServices } from '../../src/rbac/services.ts'
import { remediations } from '../../src/remediations/index.ts'
import { nqbaService, type Practice, startPractice } from '../cluster/practice.ts'
import { asked, type Example, examples } from '../remediations/examples.ts'
import { using } from '../remediations/using.ts'
import { account, asRule, rolesOf, shippedFile, singles } from './roles.ts'

const tools = { checks, remediations }
const muster = { namespace: 'muster', name: 'muster' }

const all: Example[] = [
  ...examples,
  {
    name: 'flush-cache',
    input: { cache: 'nqba-cache', pattern: 'nqba:quota:*' },
    scope: { caches: nqbaService.targets.caches },
  },
]

const looks: [string, object][] = [
  ['http', { url: 'https://dynex.co/api/health' }],
  ['pods', { selector: 'component=api' }],
  ['logs', { selector: 'component=worker', match: 'quantum_job' }],
  ['rollout-history', { deployment: 'nqba-api' }],
  ['config', { configmap: 'nqba-config' }],
  ['prometheus', { query: 'quantum_failure_rate', below: 1 }],
  ['command', { command: 'queue-depth' }],
]

/** A service that has just what the example touches: every right of its Role has to be used. */
const serviceOf = ({ scope }: Pick<Example, 'scope'>): Service => ({
  ...nqbaService,
  limits: { ...nqbaService.limits, maxResources: { 'nqba-worker': { cpu: '8', memory: '16Gi' } } },
  prometheus: 'http://prometheus.monitoring.svc.cluster.local:9090',
  targets: {
    ...nqbaService.targets,
    deployments: [],
    configmaps: [],
    caches: [],
    ...scope,
  },
})

const calls = z.object({
  calls: z.array(z.object({ call: z.string(), user: z.string(), status: z.number() })),
})

/** What the cluster refused an account, as `GET /api/v1/…`. */
async function refused(world: Practice, user: string): Promise<string[]> {
  const answer = await fetch(`${world.practice.url}/control/calls`)
  const made = calls.parse(await answer.json()).calls
  return made.filter((one) => one.user === user && one.status === 403).map(({ call }) => call)
}

/** Everything that becomes of a remediation, by one account, and what the cluster refused it. */
async function wholeLife(world: Practice, service: Service, example: Example, who: string) {
  const cluster = world.as(who)
  world.surroundings = { ...world.surroundings, service }
  const input = await asked(world, example)
  const one = using(world, example.name, `rem-${who}`, { ...world.instruments, cluster })
  const life = async () => {
    const plan = await one.plan(input)
    await one.settle(plan.data)
    await one.apply(plan.data)
    world.pass(90_000)
    await one.verify(plan.data)
    if (remediations.find(({ name }) => name === example.name)?.undo) await one.undo(plan.data)
  }
  const failed = await life().then(
    () => undefined,
    (error: unknown) => String(error),
  )
  return { failed, refused: await refused(world, who) }
}

const roleOf = (service: Service, name: string) =>
  rolesOf(serviceYaml(service, tools, muster)).get(`muster-${service.id}-${name}`) ?? []

/** Held because newer servers ask for it: before Kubernetes 1.35 a WebSocket needs `get` alone. */
const newer = (label: string) => label === 'create pods/exec'

async function startWith(...accounts: Account[]): Promise<Practice> {
  return startPractice({ accounts })
}

describe.each(all.map((one) => [one.name, one] as const))('the Role of %s', (name, example) => {
  const service = serviceOf(example)
  const rules = roleOf(service, name)

  test('is enough for its whole life', async () => {
    const world = await startWith(account('exactly', rules))
    expect(await wholeLife(world, service, example, 'exactly')).toEqual({ failed: undefined, refused: [] })
  })

  test('has no right too many: without any of them something is refused', async () => {
    const rights = singles(rules)
    const without = rights.map(({ label }, n) =>
      account(`without-${n}`, rights.filter((one) => one.label !== label).map(asRule)),
    )
    const idle: string[] = []
    // Each in a world of its own: what one has changed, the next would find done.
    await Promise.all(
      rights.map(async ({ label }, n) => {
        const one = without[n]
        if (!one || newer(label)) return
        const world = await startWith(one)
        const life = await wholeLife(world, service, example, one.name)
        // An upgrade to exec is not among the calls that are counted.
        if (life.refused.length === 0 && !life.failed?.startsWith('Denied: Muster may not')) idle.push(label)
      }),
    )
    expect(rights.length).toBeGreaterThan(0)
    expect(idle).toEqual([])
  })
})

describe('the Role of the checks', () => {
  const service = serviceOf({ scope: { deployments: ['nqba-api'], configmaps: ['nqba-config'] } })
  const rules = roleOf(service, 'checks')

  async function look(world: Practice, who: string): Promise<string[]> {
    const instruments = { ...world.instruments, cluster: world.as(who) }
    for (const [name, input] of looks)
      await checks
        .find((one) => one.name === name)
        ?.run(input, instruments, { ...world.surroundings, service })
        .catch(() => undefined)
    return refused(world, who)
  }

  test('is enough for every check, and has no right too many', async () => {
    const rights = singles(rules)
    const accounts = rights.map(({ label }, n) =>
      account(`without-${n}`, rights.filter((one) => one.label !== label).map(asRule)),
    )
    const world = await startWith(account('exactly', rules), ...accounts)
    expect(await look(world, 'exactly')).toEqual([])
    for (const [n, { label }] of rights.entries())
      expect([label, await look(world, `without-${n}`)]).not.toEqual([label, []])
  })

  test('every check is among the examples', () => {
    expect(looks.map(([name]) => name).sort()).toEqual(checks.map(({ name }) => name).sort())
  })
})

test('every remediation that needs rights is among the examples', async () => {
  const nqba = (await readServices('playbooks', tools)).find(({ id }) => id === 'nqba')
  const grants = nqba ? grantsFor(nqba, tools).map(({ name }) => name) : []
  expect(grants.filter((name) => name !== 'checks').sort()).toEqual(all.map(({ name }) => name).sort())
})

test('what is shipped holds for the shipped service: another deployment, or all secrets, are out of reach', async () => {
  const rules = [...rolesOf(shippedFile('nqba.yml')).values()].flat()
  const reached = singles(rules)
  expect(
    reached.filter(({ resource }) => /secrets|roles|rolebindings|serviceaccounts|nodes/.test(resource)),
  ).toEqual([])
  expect(reached.filter(({ verb, resource }) => verb === '*' || resource === '*')).toEqual([])
  expect(
    reached.filter(
      ({ verb, name, resource }) => verb === 'patch' && !name && resource !== 'horizontalpodautoscalers',
    ),
  ).toEqual([])
  const world = await startWith(account('muster', rules))
  const cluster = world.as('muster')
  onTestFinished(() => cluster.close())
  await expect(cluster.configMap({ namespace: 'nqba-platform', name: 'kube-root-ca.crt' })).rejects.toThrow(
    /may not/,
  )
})
