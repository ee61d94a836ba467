import type { StandIn } from '../../../machine/stand-in.ts'
import { namespace } from '../programs/state.ts'
import { podVerbs } from './kubectl-pods.ts'
import { topOf } from './kubectl-top.ts'

const refused = (why: string) => ({ code: 1, stderr: [`error: ${why}`] })

/** As far as QFLARE's commands use it: pods and their processes, usage, and the stateful set of the database. */
export const kubectl: StandIn = (args, world) => {
  const own = args.includes(`--namespace=${namespace}`)
  const [verb = '', ...rest] = args.filter((one) => one !== `--namespace=${namespace}`)
  if (verb === 'top') return topOf(rest, world)
  if (!own) return refused('the server does not allow that here')
  if (rest.includes('statefulset/postgres')) return ofStatefulSet(verb)
  return podVerbs[verb]?.(rest, world) ?? refused(`unknown command ${verb}`)
}

const ofStatefulSet = (verb: string) =>
  ({
    get: { code: 0, stdout: ['{"limits":{"cpu":"2","memory":"4Gi"},"requests":{"cpu":"1","memory":"4Gi"}}'] },
    set: { code: 0, stdout: ['statefulset.apps/postgres resource requirements updated'] },
    rollout: { code: 0, stdout: ['partitioned roll out complete: 1 new pods have been updated...'] },
  })[verb] ?? refused(`unknown command ${verb}`)
