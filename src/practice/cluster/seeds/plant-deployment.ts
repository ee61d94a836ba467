import type { Kubelet } from '../controllers/kubelet.ts'
import {
  annotationsFor,
  hashLabel,
  revisionAnnotation,
  templateHash,
  withHash,
} from '../controllers/revision.ts'
import { bounds } from '../controllers/rollout.ts'
import type { Deployment, ReplicaSet } from '../kinds/deployment.ts'
import { deployment as deploymentSchema, replicaSet } from '../kinds/deployment.ts'
import { kubeObject, timestamp } from '../object.ts'
import { randomSuffix } from '../random-suffix.ts'
import { rulesOf } from '../rules/index.ts'
import type { Store } from '../store.ts'
import type { DeploymentSeed, Revision } from './seed.ts'

const day = 86_400_000
const deployer = { manager: 'deploy-pipeline' }
const controller = { manager: 'kube-controller-manager' }
const causeAnnotation = 'kubernetes.io/change-cause'

/** A Deployment with its history: a ReplicaSet for each revision, and pods for the newest. */
export function plantDeployment(
  store: Store,
  kubelet: Kubelet,
  namespace: string,
  seed: DeploymentSeed,
): void {
  const now = store.clock.now()
  const all = seed.revisions.map((revision, index) => shaped(namespace, seed, revision, index + 1))
  const newest = all.at(-1)
  if (!newest) return
  const { uid: _uid, resourceVersion: _version, ...metadata } = newest.metadata
  const creationTimestamp = timestamp(now - seed.revisions[0].daysAgo * day)
  const stored = store.create(
    'deployments',
    { ...newest, metadata: { ...metadata, creationTimestamp } },
    deployer,
  )
  const sets = seed.revisions.map(({ daysAgo }, index) => {
    const of = {
      ...(all[index] ?? newest),
      metadata: { ...(all[index] ?? newest).metadata, uid: stored.metadata.uid },
    }
    const replicas = index === seed.revisions.length - 1 ? seed.replicas : 0
    return plantReplicaSet(store, of, index + 1, replicas, now - daysAgo * day)
  })
  const current = sets.at(-1)
  const settledAt = now - (seed.revisions.at(-1)?.daysAgo ?? 0) * day
  if (!current) return
  for (let nth = 0; nth < seed.replicas; nth += 1) plantPod(store, kubelet, current, settledAt)
  const status = {
    observedGeneration: seed.revisions.length,
    ...settled(seed.replicas, current.metadata.name, timestamp(settledAt)),
  }
  store.update('deployments', { ...stored, status }, { ...controller, subresource: 'status' })
}

function shaped(
  namespace: string,
  seed: DeploymentSeed,
  { image, cause }: Revision,
  number: number,
): Deployment {
  const { name, configMap, ports = [], resources } = seed.container
  const container = {
    name,
    image,
    ...(ports.length > 0 ? { ports: ports.map((containerPort) => ({ containerPort })) } : {}),
    ...(configMap ? { envFrom: [{ configMapRef: { name: configMap } }] } : {}),
    ...(resources ? { resources } : {}),
  }
  const draft = kubeObject.parse({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: seed.name,
      namespace,
      uid: '',
      resourceVersion: '',
      generation: number,
      labels: seed.labels,
      annotations: { [revisionAnnotation]: String(number), ...(cause ? { [causeAnnotation]: cause } : {}) },
    },
    spec: {
      replicas: seed.replicas,
      selector: { matchLabels: seed.labels },
      ...(seed.progressDeadlineSeconds ? { progressDeadlineSeconds: seed.progressDeadlineSeconds } : {}),
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: seed.maxUnavailable ?? '25%', maxSurge: seed.maxSurge ?? '25%' },
      },
      template: { metadata: { labels: seed.labels }, spec: { containers: [container] } },
    },
  })
  return deploymentSchema.parse(rulesOf('deployments').defaults?.(draft) ?? draft)
}

function plantReplicaSet(
  store: Store,
  of: Deployment,
  revision: number,
  replicas: number,
  createdAt: number,
): ReplicaSet {
  const { template } = of.spec
  const hash = templateHash(template)
  const { surge } = bounds(of)
  const counts =
    replicas > 0
      ? { fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas }
      : {}
  const made = store.create(
    'replicasets',
    {
      kind: 'ReplicaSet',
      apiVersion: 'apps/v1',
      metadata: {
        name: `${of.metadata.name}-${hash}`,
        namespace: of.metadata.namespace,
        creationTimestamp: timestamp(createdAt),
        generation: 1,
        labels: { ...template.metadata?.labels, [hashLabel]: hash },
        annotations: annotationsFor(of, undefined, revision, of.spec.replicas + surge),
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: of.metadata.name,
            uid: of.metadata.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        replicas,
        selector: { matchLabels: { ...of.spec.selector.matchLabels, [hashLabel]: hash } },
        template: withHash(template, hash),
      },
      status: { replicas, ...counts, observedGeneration: 1 },
    },
    controller,
  )
  return replicaSet.parse(made)
}

function plantPod(store: Store, kubelet: Kubelet, { metadata, spec }: ReplicaSet, startedAt: number): void {
  const draft = kubeObject.parse({
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: `${metadata.name}-${randomSuffix()}`,
      generateName: `${metadata.name}-`,
      namespace: metadata.namespace,
      uid: '',
      resourceVersion: '',
      creationTimestamp: timestamp(startedAt),
      labels: spec.template.metadata?.labels ?? {},
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: metadata.name,
          uid: metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: spec.template.spec,
    status: rulesOf('pods').newStatus,
  })
  const filled = rulesOf('pods').defaults?.(draft) ?? draft
  const { uid: _uid, resourceVersion: _version, ...born } = filled.metadata
  const pod = store.create('pods', { ...filled, metadata: born }, controller)
  kubelet.settle(pod, startedAt + 1500)
}

function settled(replicas: number, set: string, at: string) {
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastUpdateTime: at,
    lastTransitionTime: at,
    reason,
    message,
  })
  return {
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    conditions: [
      condition('Available', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'),
      condition('Progressing', 'NewReplicaSetAvailable', `ReplicaSet "${set}" has successfully progressed.`),
    ],
  }
}
