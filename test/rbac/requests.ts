import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { z } from 'zod'
import { namespace, type Practice } from '../cluster/practice.ts'
import { type Asked, changeables, update } from './admission.ts'

const sent = z.object({ request: z.object({ path: z.string() }) })

/** An exec as the API server reads it from its address. */
function execOf(path: string): Asked {
  const { searchParams } = new URL(path, 'http://cluster')
  const flags = ['stdin', 'stdout', 'stderr', 'tty'].filter((name) => searchParams.get(name) === 'true')
  const object = {
    apiVersion: 'v1',
    kind: 'PodExecOptions',
    ...Object.fromEntries(flags.map((name) => [name, true])),
    container: searchParams.get('container') ?? '',
    command: searchParams.getAll('command'),
  }
  return { group: '', version: 'v1', resource: 'pods/exec', operation: 'CONNECT', object }
}

/**
 * What admission would see of the changes that are made meanwhile: each request with the object as it stood before
 * and after it. Dry runs are left out: they leave nothing to compare.
 */
export async function requestsOf(world: Practice, act: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = []
  const before = new Map<string, unknown>()
  const look = (resource: string, name: string) =>
    structuredClone(world.practice.world.store.get(resource, namespace, name))
  const stop = world.faults.watch(({ call, when }) => {
    const [, method, resource = '', name = ''] = /^(PATCH|DELETE) .*\/([a-z]+)\/([^/?]+)$/.exec(call) ?? []
    if (!method) return
    if (when === 'before') before.set(call, look(resource, name))
    else if (method === 'DELETE')
      asked.push({ group: '', version: 'v1', resource, operation: 'DELETE', oldObject: before.get(call) })
    else if (isChangeable(resource)) asked.push(update(resource, before.get(call), look(resource, name)))
    else throw new Error(`no policy is known for ${call}`)
  })
  const hear = (message: unknown) => {
    const path = sent.safeParse(message).data?.request.path ?? ''
    if (path.includes('/exec?')) asked.push(execOf(path))
  }
  subscribe('http.client.request.start', hear)
  try {
    await act()
  } finally {
    stop()
    unsubscribe('http.client.request.start', hear)
  }
  return asked
}

const isChangeable = (resource: string): resource is keyof typeof changeables => resource in changeables
