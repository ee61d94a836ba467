import type { Autoscaler, Container, Deployment, Target } from '../app/ports/cluster.ts'
import { readAll, readOne } from './ask.ts'
import { reading } from './call.ts'
import type { Connection } from './connection.ts'
import {
  autoscaler as autoscalerShape,
  type DeploymentObject,
  deployment as deploymentShape,
  type LabelSelector,
  listOf,
  type PodTemplate,
} from './objects.ts'
import { templateDigest } from './pod-template.ts'

export const revisionAnnotation = 'deployment.kubernetes.io/revision'
export const restartAnnotation = 'kubectl.kubernetes.io/restartedAt'

export const deployments = { group: 'apps', version: 'v1', resource: 'deployments' }

export const containersOf = (template: PodTemplate): Container[] =>
  template.spec.containers.map(({ name, image = '' }) => ({ name, image }))

/** A selector as kubectl and `labelSelector=` write it. */
export function selectorText(selector: LabelSelector): string {
  const labels = Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`)
  const expressions = selector.matchExpressions.map(({ key, operator, values }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`
  })
  return [...labels, ...expressions].join(',')
}

function toDeployment(object: DeploymentObject): Deployment {
  const { metadata, spec, status } = object
  const restartedAt = spec.template.metadata?.annotations?.[restartAnnotation]
  const progressing = status.conditions.find((condition) => condition.type === 'Progressing')
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    generation: metadata.generation,
    observedGeneration: status.observedGeneration,
    revision: Number(metadata.annotations[revisionAnnotation] ?? 0),
    paused: spec.paused,
    replicas: spec.replicas,
    status: {
      replicas: status.replicas,
      updated: status.updatedReplicas,
      ready: status.readyReplicas,
      available: status.availableReplicas,
    },
    ...(progressing?.reason ? { progressing: progressing.reason } : {}),
    ...(progressing?.lastUpdateTime ? { progressedAt: progressing.lastUpdateTime } : {}),
    template: templateDigest(spec.template),
    ...(restartedAt ? { restartedAt } : {}),
    containers: containersOf(spec.template),
    labels: metadata.labels,
    annotations: metadata.annotations,
    selector: selectorText(spec.selector),
  }
}

export const readDeploymentObject = (connection: Connection, target: Target) =>
  readOne(connection, reading({ ...deployments, ...target }), deploymentShape)

export async function readDeployment(
  connection: Connection,
  target: Target,
): Promise<Deployment | undefined> {
  const object = await readDeploymentObject(connection, target)
  return object && toDeployment(object)
}

export async function listDeployments(connection: Connection, namespace: string): Promise<Deployment[]> {
  const objects = await readAll(
    connection,
    (continued) => reading({ ...deployments, namespace, query: { limit: 250, continue: continued } }),
    listOf(deploymentShape),
  )
  return objects.map(toDeployment)
}

/** The autoscaler whose target is this deployment. */
export async function readAutoscaler(
  connection: Connection,
  target: Target,
): Promise<Autoscaler | undefined> {
  const kind = { group: 'autoscaling', version: 'v2', resource: 'horizontalpodautoscalers' }
  const all = await readAll(
    connection,
    (continued) =>
      reading({ ...kind, namespace: target.namespace, query: { limit: 250, continue: continued } }),
    listOf(autoscalerShape),
  )
  const own = all.find(
    ({ spec }) => spec.scaleTargetRef.kind === 'Deployment' && spec.scaleTargetRef.name === target.name,
  )
  return own && { name: own.metadata.name, min: own.spec.minReplicas, max: own.spec.maxReplicas }
}
