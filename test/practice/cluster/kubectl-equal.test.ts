import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Denied } from '../../../src/app/ports/failures.ts'
import { connectKubernetes } from '../../../src/cluster/kubernetes.ts'
import { isFields } from '../../../src/practice/cluster/object.ts'
import type { Generated } from './generated-deployment.ts'
import { generated } from './generated-deployment.ts'
import { merge, steppedCluster } from './practice.ts'

const path = '/usr/bin/kubectl'
const told = existsSync(path) ? '' : ` (skipped: no ${path})`
const names = Array.from({ length: 12 }, (_, index) => `generated-${index}`)
/** Its first template has a field that came after kubectl. */
const newer = 'newer-than-kubectl'
const restartAnnotation = 'kubectl.kubernetes.io/restartedAt'

type Practice = Awaited<ReturnType<typeof steppedCluster>>

/** The same deployments, with the same history, in two namespaces: one is kubectl's, one is ours. */
async function twins(all: Map<string, Generated>) {
  const practice = await steppedCluster()
  for (const namespace of ['theirs', 'ours'])
    await practice.ask('POST', '/api/v1/namespaces', { body: { metadata: { name: namespace } } })
  const each = (step: (made: Generated, name: string, url: string) => Promise<unknown>) =>
    Promise.all(
      ['theirs', 'ours'].flatMap((namespace) =>
        [...all].map(([name, made]) => step(made, name, `/apis/apps/v1/namespaces/${namespace}/deployments`)),
      ),
    )
  for (let revision = 0; revision < 4; revision += 1) {
    await each(async (made, name, url) => {
      const change = made.revisions[revision]
      if (!change) return
      const cause = change.cause ? { 'kubernetes.io/change-cause': change.cause } : {}
      const { status, text } =
        revision === 0
          ? await practice.ask('POST', url, { body: born(made, name, cause) })
          : await practice.ask('PATCH', `${url}/${name}`, {
              type: merge,
              body: {
                metadata: { annotations: cause },
                spec: { template: { spec: null, ...change.template } },
              },
            })
      if (status >= 300) throw new Error(`${name}: ${text}`)
    })
    practice.clock.advance(20_000)
  }
  await each((made, name, url) =>
    made.paused
      ? practice.ask('PATCH', `${url}/${name}`, { type: merge, body: { spec: { paused: true } } })
      : Promise.resolve(),
  )
  practice.clock.advance(20_000)
  const { cluster } = practice
  const bot = connectKubernetes({ kubeconfig: cluster.kubeconfigPath, requestTimeoutMs: 5000 })
  onTestFinished(() => bot.close())
  const kubectl = (...args: string[]) =>
    new Promise<string>((resolve) => {
      const all = ['--kubeconfig', cluster.kubeconfigPath, '-n', 'theirs', ...args]
      const env = { ...process.env, KUBECACHEDIR: dirname(cluster.kubeconfigPath) }
      execFile(path, all, { timeout: 15_000, env }, (_error, out, err) => resolve(out + err))
    })
  return { ...practice, bot, kubectl }
}

const born = (
  { spec, labels, annotations, revisions, replicas }: Generated,
  name: string,
  cause: object,
) => ({
  metadata: { name, labels, annotations: { ...annotations, ...cause } },
  spec: { ...spec, replicas, selector: { matchLabels: { app: name } }, template: revisions[0]?.template },
})

/** kubectl forgets on the way back what its types do not know; we do not. */
function newerThanKubectl(): Generated {
  const template = (container: object) => ({
    metadata: { labels: { app: newer } },
    spec: { containers: [{ name: 'app', image: 'redis:7.4.1', ...container }] },
  })
  const revisions = [{ template: template({ shapedByTomorrow: { depth: 3 } }) }, { template: template({}) }]
  return { spec: {}, labels: {}, annotations: {}, revisions, paused: false, replicas: 1 }
}

/** What no two objects share, what tells who wrote and when, and our mark. */
const incidental = new Set([
  ...['uid', 'resourceVersion', 'namespace', 'managedFields', 'creationTimestamp'],
  ...['lastUpdateTime', 'lastTransitionTime', 'muster.dev/remediation'],
])

const bare = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(bare)
    : isFields(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !incidental.has(key))
            .map(([key, inner]) => [key, bare(inner)]),
        )
      : value

/** A deployment and its ReplicaSets, by name; how often a ReplicaSet was resized depends on its pods' names. */
function left({ world }: Practice, namespace: string, name: string) {
  const sets = world.store.list('replicasets', namespace).filter((one) => one.metadata.labels?.app === name)
  return {
    deployment: bare(world.store.get('deployments', namespace, name)),
    sets: sets.map((one) => {
      const { generation: _resized, ...metadata } = one.metadata
      const { observedGeneration: _seen, ...status } = isFields(one.status) ? one.status : {}
      return bare({ ...one, metadata, status })
    }),
  }
}

const generation = ({ world }: Practice, name: string) =>
  world.store.get('deployments', 'theirs', name)?.metadata.generation ?? 0

describe.skipIf(told !== '')(`kubectl and ours${told}`, () => {
  test('undo, restart and scale leave equal objects, whatever the deployment', async () => {
    const samples = fc.sample(
      fc.constant('').chain(() => fc.tuple(...names.map(generated))),
      1,
    )
    const all = new Map((samples[0] ?? []).map((made, index) => [names[index] ?? '', made]))
    const practice = await twins(new Map([...all, [newer, newerThanKubectl()]]))
    const { bot, kubectl, clock } = practice
    const compare = (after: string) => {
      clock.advance(60_000)
      for (const name of names)
        expect(left(practice, 'ours', name), `${name} after ${after}`).toEqual(left(practice, 'theirs', name))
    }
    /** Ours, or that it refuses; kubectl refuses in words of its own. */
    const attempt = (change: Promise<void>) =>
      change.catch((error: unknown) => {
        if (!(error instanceof Denied)) throw error
      })
    const versionOf = async (name: string) =>
      (await bot.deployment({ namespace: 'ours', name }))?.resourceVersion ?? ''
    compare('being made')

    for (const revision of [0, 1, 2]) {
      const before = names.map((name) => generation(practice, name))
      // To the revision before: all; to a named one: those that kubectl does not refuse for being paused.
      const asked = revision === 0 ? [...names, newer] : names.filter((name) => !all.get(name)?.paused)
      const words = await kubectl('rollout', 'undo', 'deployment', ...asked, `--to-revision=${revision}`)
      for (const name of asked) {
        const target = { namespace: 'ours', name }
        const revisions = await bot.revisions(target)
        const to = revision === 0 ? revisions[1] : revisions.find((one) => one.revision === revision)
        if (to)
          await attempt(
            bot.rollBack(target, {
              replicaSet: to.replicaSet,
              ifVersion: await versionOf(name),
              remediation: 'rem-undo',
            }),
          )
      }
      compare(`undo to revision ${revision}: ${words}`)
      const undone = names.filter((name, index) => generation(practice, name) > (before[index] ?? 0))
      expect(undone.length, words).toBeGreaterThan(0)
      expect(words.includes('rollback a paused')).toBe(asked.some((name) => all.get(name)?.paused))
    }
    expect(JSON.stringify(left(practice, 'theirs', newer).deployment)).not.toContain('shapedByTomorrow')
    expect(JSON.stringify(left(practice, 'ours', newer).deployment)).toContain('shapedByTomorrow')

    const restarted = await kubectl('rollout', 'restart', 'deployment', ...names)
    expect(restarted).toMatch(/restarted/)
    for (const name of names) {
      const theirs = await bot.deployment({ namespace: 'theirs', name })
      const at = theirs?.restartedAt ?? '2026-11-20T13:00:00Z'
      await attempt(bot.restart({ namespace: 'ours', name }, { restartedAt: at, remediation: 'rem-restart' }))
    }
    compare(`restart: ${restarted}`)
    for (const name of names.filter((name) => !all.get(name)?.paused))
      expect(JSON.stringify(left(practice, 'ours', name).deployment)).toContain(restartAnnotation)

    const scaled = await kubectl('scale', 'deployment', ...names, '--replicas=3')
    expect(scaled).toMatch(/scaled/)
    for (const name of names)
      await bot.scale(
        { namespace: 'ours', name },
        { replicas: 3, ifVersion: await versionOf(name), remediation: 'rem-scale' },
      )
    compare(`scale: ${scaled}`)
  })
})
