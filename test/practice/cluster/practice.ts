import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { ClusterOptions, PracticeCluster } from '../../../src/practice/cluster/cluster.ts'
import { startCluster } from '../../../src/practice/cluster/cluster.ts'
import { fieldAt } from '../../../src/practice/cluster/object.ts'
import type { PracticeClock } from '../../../src/practice/control/clock.ts'
import { steppedClock } from '../../../src/practice/control/clock.ts'
import { Faults } from '../../../src/practice/control/faults.ts'
import { nqba } from '../../../src/practice/services/nqba/index.ts'

export const start = Date.parse('2026-11-20T13:00:00Z')
export const deployments = '/apis/apps/v1/namespaces/nqba-platform/deployments'
export const core = '/api/v1/namespaces/nqba-platform'

const json = z.record(z.string(), z.unknown())

export type Answered = { status: number; headers: Headers; body: Record<string, unknown>; text: string }

export type Ask = {
  type?: string
  accept?: string
  as?: string
  body?: unknown
}

/** Asks the cluster as a client would, over its socket. */
export function client(cluster: PracticeCluster) {
  return async (method: string, path: string, ask: Ask = {}): Promise<Answered> => {
    const token = cluster.accounts.find(({ name }) => name === (ask.as ?? 'practice'))?.token ?? 'nobody'
    const response = await fetch(`${cluster.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: ask.accept ?? 'application/json',
        'user-agent': 'curl/8',
        ...(ask.body === undefined ? {} : { 'content-type': ask.type ?? 'application/json' }),
      },
      ...(ask.body === undefined
        ? {}
        : { body: typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const lines = text.trim().split('\n')
    const body = isJson && lines.length === 1 && text.trim() ? json.parse(JSON.parse(text)) : {}
    return { status: response.status, headers: response.headers, body, text }
  }
}

/** A cluster whose time moves only by `clock.advance`. */
export async function steppedCluster(options: Partial<ClusterOptions> = {}) {
  const clock = steppedClock(start)
  const faults = new Faults()
  const cluster = await startCluster({ clock, faults, services: [nqba.seed], ...options })
  onTestFinished(() => cluster.stop())
  return { clock, faults, cluster, world: cluster.world, ask: client(cluster) }
}

/** Time that passes eight times as fast, for clients that have to wait. */
function hastyClock(): PracticeClock {
  const haste = 8
  const began = Date.now()
  return {
    now: () => began + (Date.now() - began) * haste,
    after(ms, task) {
      const timer = setTimeout(task, ms / haste)
      return () => clearTimeout(timer)
    },
  }
}

/** A cluster whose time passes by itself, for clients that wait. */
export async function liveCluster(options: Partial<ClusterOptions> = {}) {
  const faults = new Faults()
  const cluster = await startCluster({ clock: hastyClock(), faults, services: [nqba.seed], ...options })
  onTestFinished(() => cluster.stop())
  return { faults, cluster, world: cluster.world, ask: client(cluster) }
}

/** A list found at a path, empty when there is none. */
export const listAt = (value: unknown, path: string): unknown[] => {
  const found = fieldAt(value, path)
  return Array.isArray(found) ? found : []
}

export const merge = 'application/merge-patch+json'
export const strategic = 'application/strategic-merge-patch+json'
export const jsonPatch = 'application/json-patch+json'
