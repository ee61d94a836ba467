import type { Instruments } from '../../src/app/ports/instruments.ts'
import type { Service } from '../../src/domain/service.ts'
import { remediations } from '../../src/remediations/index.ts'
import { namespace, nqbaService, type Practice } from '../cluster/practice.ts'
import { running } from './running.ts'

/** One remediation as the bot would run it, with the same id and start on every try. */
export function using(
  world: Practice,
  name: string,
  id = 'rem-1',
  instruments: Instruments = world.instruments,
) {
  const found = remediations.find((one) => one.name === name)
  if (!found) throw new Error(`no remediation ${name}`)
  const applying = { ...world.surroundings, id, startedAt: world.now().toISOString(), report: () => {} }
  const byHand = running(found, instruments, applying)
  return {
    ...byHand,
    /** Looked at right away, as the bot does, and then again. */
    async apply(data: unknown) {
      const applied = await byHand.apply(data)
      await byHand.verify(data)
      return applied
    },
  }
}

/** Plans, makes and waits for a change, the whole way; answers the plan's data. */
export async function makes(world: Practice, name: string, input: unknown, id = 'rem-1') {
  const remediation = using(world, name, id)
  const { data } = await remediation.plan(input)
  await remediation.apply(data)
  world.pass(90_000)
  return data
}

/** Puts back what `data` says was done, by the request that undo answers. */
export async function putsBack(world: Practice, name: string, data: unknown, id = 'rem-1') {
  const undone = await using(world, name, id).undo(data)
  if (!undone.ok) throw new Error(`not undone: ${undone.refusal.says}`)
  await makes(world, undone.value.name, undone.value.input, `${id}-undo`)
}

const withService = (change: Partial<Service>): { service: Service } => ({
  service: { ...nqbaService, ...change },
})

/** Limits of the practice service, with some of their own. */
export const limits = (change: Partial<Service['limits']>): { service: Service } =>
  withService({ limits: { ...nqbaService.limits, ...change } })

const paths: Record<string, string> = {
  deployments: 'apis/apps/v1',
  horizontalpodautoscalers: 'apis/autoscaling/v2',
  poddisruptionbudgets: 'apis/policy/v1',
  configmaps: 'api/v1',
  pods: 'api/v1',
}

/** The cluster as somebody else speaks to it, past the bot. */
export function kubectl({ practice }: Practice) {
  const token = practice.accounts[0]?.token ?? ''
  async function ask(method: string, resource: string, name: string, body?: object) {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const at = `${practice.url}/${paths[resource]}/namespaces/${namespace}/${resource}${name && `/${name}`}`
    const answer = await fetch(at, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${at}: ${text}`)
    return JSON.parse(text)
  }
  return {
    get: (resource: string, name: string) => ask('GET', resource, name),
    create: (resource: string, body: object) => ask('POST', resource, '', body),
    patch: (resource: string, name: string, body: object) => ask('PATCH', resource, name, body),
    remove: (resource: string, name: string) => ask('DELETE', resource, name),
  }
}

/** A budget for the API's pods that lets none of them go. */
export const tightBudget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'nqba-api', namespace },
  spec: { minAvailable: 3, selector: { matchLabels: { component: 'api' } } },
}
