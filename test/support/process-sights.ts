import { isDeepStrictEqual } from 'node:util'
import { fieldAt } from '../../src/practice/cluster/object.ts'
import { keysOf } from '../../src/practice/cluster/programs/redis/redis.ts'
import type { Puppet } from '../../src/practice/workspace/people/puppet.ts'
import type { ProcessWorld } from './process-world.ts'

type Message = ReturnType<Puppet['messages']>[number]

/** What the bot has posted in a channel, threads included. */
export const botPosts = ({ ana, practice }: ProcessWorld, channel: string): Message[] =>
  ana.puppet
    .messages(channel)
    .filter(({ user, subtype }) => user === practice.workspace.botUserId && !subtype)

/** The names that the bot gave its messages, sorted; a message without one shows up as `unmarked`. */
export const marksOf = (messages: Message[]): string[] =>
  messages.map(({ metadata }) => String(metadata?.event_payload.key ?? 'unmarked')).sort()

/** How often each thing was done to the cluster. */
export type Effects = {
  configWrites: number
  /** Other pods of a deployment. */
  templates: number
  replicas: number
  bounds: number
  deletions: number
  flushes: number
}

/** Counts what is changed from now on, as the cluster itself has it. */
export function watchEffects({ practice }: ProcessWorld) {
  const { world } = practice.cluster
  const seen: Effects = { configWrites: 0, templates: 0, replicas: 0, bounds: 0, deletions: 0, flushes: 0 }
  world.store.subscribe(({ resource, type, object, previous }) => {
    if (!previous) return
    const going = type === 'DELETED' || object.metadata.deletionTimestamp !== undefined
    if (resource === 'pods' && going && !previous.metadata.deletionTimestamp) seen.deletions += 1
    const changed = (path: string) => !isDeepStrictEqual(fieldAt(object, path), fieldAt(previous, path))
    if (resource === 'configmaps' && changed('data')) seen.configWrites += 1
    if (resource === 'deployments' && changed('spec.template')) seen.templates += 1
    if (resource === 'deployments' && changed('spec.replicas')) seen.replicas += 1
    if (resource === 'horizontalpodautoscalers' && changed('spec')) seen.bounds += 1
  })
  const cache = world.containers.running().flatMap((one) => keysOf(one) ?? [])[0]
  if (!cache) throw new Error('No Redis runs in the cluster')
  cache.set(0, 'canary', '1')
  practice.faults.cluster.watch(({ when }) => {
    if (when !== 'after' || cache.get(0, 'canary')) return
    seen.flushes += 1
    cache.set(0, 'canary', '1')
  })
  return {
    seen,
    since: (before: Effects): Effects => ({
      configWrites: seen.configWrites - before.configWrites,
      templates: seen.templates - before.templates,
      replicas: seen.replicas - before.replicas,
      bounds: seen.bounds - before.bounds,
      deletions: seen.deletions - before.deletions,
      flushes: seen.flushes - before.flushes,
    }),
  }
}
