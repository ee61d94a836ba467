import { isReady, pod as podSchema } from '../../../cluster/kinds/pod.ts'
import type { KubeObject } from '../../../cluster/object.ts'
import type { World } from '../../../cluster/world.ts'
import type { Answered } from '../../../machine/stand-in.ts'
import { namespace } from '../programs/state.ts'

const database = 'postgres-0'
const writer = { manager: 'kubectl-label' }
const controller = { manager: 'kube-controller-manager' }

/** A pod by its name. The one that is postgres-0 here comes of a deployment, so its own name is another. */
function found(world: World, name: string): KubeObject | undefined {
  if (name !== database) return world.store.get('pods', namespace, name)
  return world.store.list('pods', namespace).find((one) => one.metadata.labels?.app === 'postgres')
}

const missing = (name: string): Answered => ({
  code: 1,
  stderr: [`Error from server (NotFound): pods "${name}" not found`],
})

/** The pod that arguments name, as `pod/name` or after `pod`. */
const named = (args: readonly string[]): string =>
  args.find((one) => one.startsWith('pod/'))?.slice('pod/'.length) ?? args[args.indexOf('pod') + 1] ?? ''

/** A pod that its replica set does not select any more is let go by it, and replaced by another. */
function release(pod: KubeObject, world: World): void {
  const { ownerReferences, ...metadata } = pod.metadata
  const former = (ownerReferences ?? []).map((owner) => ({ ...owner, controller: false }))
  world.store.update('pods', { ...pod, metadata: { ...metadata, ownerReferences: former } }, controller)
  world.store.update('pods', { ...pod, metadata }, controller)
}

type Verb = (args: readonly string[], world: World) => Answered

/** `kubectl get`, `delete`, `wait`, `label` and `exec` for pods of QFLARE. */
export const podVerbs: Record<string, Verb> = {
  get(args, world) {
    const name = named(args)
    if (!found(world, name)) return missing(name)
    const policies = args.filter((one) => one.startsWith('networkpolicy/'))
    return {
      code: 0,
      stdout: [...policies.map((one) => one.replace('/', '.networking.k8s.io/')), `pod/${name}`],
    }
  },

  delete(args, world) {
    const name = named(args)
    const pod = found(world, name)
    if (!pod) return missing(name)
    world.store.remove('pods', namespace, pod.metadata.name)
    return { code: 0, stdout: [`pod "${name}" deleted`] }
  },

  wait(args, world) {
    const name = named(args)
    const pod = found(world, name)
    if (!pod) return missing(name)
    const [, label, value] = args.map((one) => /labels\.(\w+)\}=(\w+)/.exec(one)).find(Boolean) ?? []
    const isMet = label ? pod.metadata.labels?.[label] === value : isReady(podSchema.parse(pod))
    return isMet
      ? { code: 0, stdout: [`pod/${name} condition met`] }
      : { code: 1, stderr: [`error: timed out waiting for the condition on pods/${name}`] }
  },

  label(args, world) {
    const name = named(args)
    const pod = found(world, name)
    if (!pod) return missing(name)
    const labels = { ...pod.metadata.labels }
    for (const one of args) {
      const [key = '', value] = one.split('=')
      if (value !== undefined) labels[key] = value
      else if (one.endsWith('-')) delete labels[one.slice(0, -1)]
    }
    const labelled = { ...pod, metadata: { ...pod.metadata, labels } }
    world.store.update('pods', labelled, writer)
    if (labels.app !== pod.metadata.labels?.app) release(labelled, world)
    return { code: 0, stdout: [`pod/${name} labeled`] }
  },

  exec([name = '', ...args], world) {
    const pod = found(world, name)
    const [life] = pod ? world.containers.ofPod(pod.metadata.uid) : []
    if (!life) return missing(name)
    const argv = args.slice(args.indexOf('--') + 1)
    const ran = life.runs.program.exec?.(argv, life, world)
    if (!ran) return { code: 126, stderr: [`exec: "${argv[0]}": executable file not found in $PATH`] }
    return { code: ran.exitCode, stdout: ran.stdout.trimEnd().split('\n') }
  },
}
