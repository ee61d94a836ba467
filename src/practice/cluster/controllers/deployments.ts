import type { Deployment, ReplicaSet } from '../kinds/deployment.ts'
import { deployment as deploymentSchema, replicaSet } from '../kinds/deployment.ts'
import { isControlledBy } from '../object.ts'
import type { Store } from '../store.ts'
import { isComplete, statusOf, withCreated } from './deployment-status.ts'
import { tell } from './events.ts'
import { WorkQueue } from './queue.ts'
import * as revisions from './revision.ts'
import type { Replicas } from './rollout.ts'
import { bounds, newReplicas, proportional, shrinkOld } from './rollout.ts'

const reactMs = 25
const manager = 'kube-controller-manager'

/** Rolls Deployments out: a ReplicaSet per pod template, grown and shrunk step by step. */
export class DeploymentController {
  readonly #store: Store
  readonly #queue: WorkQueue

  constructor(store: Store) {
    this.#store = store
    this.#queue = new WorkQueue(store.clock, reactMs, (key) => this.#sync(key))
    this.#queue.follow(store, 'deployments', 'replicasets')
  }

  stop(): void {
    this.#queue.stop()
  }

  #sync(key: string): void {
    const [namespace = '', name = ''] = key.split('/')
    const found = this.#store.get('deployments', namespace, name)
    if (!found) return
    const deployment = deploymentSchema.parse(found)
    const sets = this.#setsOf(deployment)
    const newest = sets.find((set) => revisions.isSameTemplate(set.spec.template, deployment.spec.template))
    const old = sets.filter((set) => set !== newest)
    if (deployment.spec.paused) this.#apply(deployment, proportional(deployment, sets))
    else this.#roll(deployment, newest, old)
    this.#report(deployment)
  }

  #roll(deployment: Deployment, present: ReplicaSet | undefined, old: ReplicaSet[]): void {
    const newest = present ?? this.#create(deployment, old)
    this.#annotate(deployment, newest, old)
    const recreating = deployment.spec.strategy.type === 'Recreate'
    if (recreating && old.some((set) => set.spec.replicas > 0 || set.status.replicas > 0)) {
      this.#apply(
        deployment,
        old.map((set) => ({ set, replicas: 0 })),
      )
      return
    }
    const size = newReplicas(deployment, newest, [...old, newest])
    if (size !== newest.spec.replicas) {
      this.#apply(deployment, [{ set: newest, replicas: size }])
      return
    }
    this.#apply(deployment, shrinkOld(deployment, newest, old))
    if (isComplete(deployment, deployment.status)) this.#prune(deployment, old)
  }

  #create(deployment: Deployment, old: ReplicaSet[]): ReplicaSet {
    const { name, namespace, uid, labels } = deployment.metadata
    const { template, selector, minReadySeconds } = deployment.spec
    const hash = revisions.templateHash(template)
    const replicas = newReplicas(deployment, undefined, old)
    const made = this.#store.create(
      'replicasets',
      {
        kind: 'ReplicaSet',
        apiVersion: 'apps/v1',
        metadata: {
          name: `${name}-${hash}`,
          ...(namespace ? { namespace } : {}),
          generation: 1,
          labels: { ...(template.metadata?.labels ?? labels ?? {}), [revisions.hashLabel]: hash },
          annotations: revisions.annotationsFor(
            deployment,
            undefined,
            nextRevision(old),
            this.#most(deployment),
          ),
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name,
              uid,
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        spec: {
          replicas,
          ...(minReadySeconds ? { minReadySeconds } : {}),
          selector: { ...selector, matchLabels: { ...selector.matchLabels, [revisions.hashLabel]: hash } },
          template: revisions.withHash(template, hash),
        },
        status: { replicas: 0 },
      },
      { manager },
    )
    const conditions = withCreated(deployment, made.metadata.name, this.#store.clock.now())
    deployment.status = { ...deployment.status, conditions }
    if (replicas > 0) this.#tellScaled(deployment, made.metadata.name, 0, replicas)
    return replicaSet.parse(made)
  }

  /** The newest carries the highest revision, also when it is an old one come back. */
  #annotate(deployment: Deployment, newest: ReplicaSet, old: ReplicaSet[]): void {
    const revision = Math.max(nextRevision(old), revisions.revisionOf(newest))
    const annotations = revisions.annotationsFor(deployment, newest, revision, this.#most(deployment))
    newest.metadata = { ...newest.metadata, annotations }
    const { minReadySeconds = 0 } = deployment.spec
    if ((newest.spec.minReadySeconds ?? 0) !== minReadySeconds) {
      newest.spec = { ...newest.spec, minReadySeconds }
      newest.metadata.generation = (newest.metadata.generation ?? 0) + 1
    }
    this.#store.update('replicasets', newest, { manager })
  }

  #apply(deployment: Deployment, changes: Replicas[]): void {
    for (const { set, replicas } of changes) {
      if (set.spec.replicas === replicas) continue
      const stored = this.#store.get('replicasets', set.metadata.namespace, set.metadata.name) ?? set
      const generation = (stored.metadata.generation ?? 0) + 1
      const annotations = revisions.sizedFor(deployment, stored, this.#most(deployment))
      const metadata = { ...stored.metadata, annotations, generation }
      this.#store.update('replicasets', { ...stored, metadata, spec: { ...set.spec, replicas } }, { manager })
      this.#tellScaled(deployment, set.metadata.name, set.spec.replicas, replicas)
    }
  }

  #tellScaled(deployment: Deployment, set: string, from: number, to: number): void {
    const way = to > from ? 'up' : 'down'
    const message = `Scaled ${way} replica set ${set} to ${to}${from > 0 ? ` from ${from}` : ''}`
    tell(this.#store, deployment, 'deployment-controller', {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message,
    })
  }

  #prune(deployment: Deployment, old: ReplicaSet[]): void {
    const empty = old
      .filter((set) => set.spec.replicas === 0 && set.status.replicas === 0)
      .sort((a, b) => revisions.revisionOf(a) - revisions.revisionOf(b))
    for (const set of empty.slice(0, Math.max(0, old.length - deployment.spec.revisionHistoryLimit)))
      this.#store.remove('replicasets', set.metadata.namespace, set.metadata.name)
  }

  #report(deployment: Deployment): void {
    const sets = this.#setsOf(deployment)
    const newest = sets.find((set) => revisions.isSameTemplate(set.spec.template, deployment.spec.template))
    const now = this.#store.clock.now()
    const revision = newest?.metadata.annotations?.[revisions.revisionAnnotation]
    const annotations = {
      ...deployment.metadata.annotations,
      ...(revision ? { [revisions.revisionAnnotation]: revision } : {}),
    }
    const status = statusOf(deployment, newest, sets, now)
    const after = { ...deployment, metadata: { ...deployment.metadata, annotations }, status }
    const stored = this.#store.update('deployments', after, { manager, subresource: 'status' })
    const moving = status.conditions?.some(
      (one) => one.type === 'Progressing' && one.status === 'True' && one.reason !== 'NewReplicaSetAvailable',
    )
    if (moving && stored.metadata.resourceVersion !== deployment.metadata.resourceVersion)
      this.#queue.addAfter(
        `${deployment.metadata.namespace}/${deployment.metadata.name}`,
        deployment.spec.progressDeadlineSeconds * 1000 + 1000,
      )
  }

  #most(deployment: Deployment): number {
    return deployment.spec.replicas + bounds(deployment).surge
  }

  #setsOf({ metadata }: Deployment): ReplicaSet[] {
    return this.#store
      .list('replicasets', metadata.namespace)
      .filter((set) => isControlledBy(set, metadata.uid))
      .map((set) => replicaSet.parse(set))
  }
}

const nextRevision = (old: ReplicaSet[]): number => Math.max(0, ...old.map(revisions.revisionOf)) + 1
