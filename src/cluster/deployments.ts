import type { Container, Deployment, Target } from '../app/ports/cluster-objects.ts'
import { readAll, readOne } from './ask.ts'
import { reading } from './call.ts'
import type { Connection } from './connection.ts'
import {
  type DeploymentObject,
  deployment as deploymentShape,
  type LabelSelector,
  type PodTemplate,
} from './objects.ts'
import { releaseDigest, restartAnnotation, templateDigest } from './pod-template.ts'
import { outWhileRolling } from './rolling.ts'
import { settingsOf } from './template-settings.ts'

export const revisionAnnotation = 'deployment.kubernetes.io/revision'

export const deployments = { group: 'apps', version: 'v1', resource: 'deployments' }

export const containersOf = (template: PodTemplate): Container[] =>
  template.spec.containers.map(({ name, image = '', resources }) => ({
    name,
    image,
    resources: { requests: inWords(resources?.requests), limits: inWords(resources?.limits) },
  }))

const inWords = (quantities: Record<string, string | number> | null | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(quantities ?? {}).map(([key, value]) => [key, String(value)]))

/** A selector as kubectl and `labelSelector=` write it: apimachinery/pkg/labels/selector.go. */
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
    recreates: spec.strategy.type === 'Recreate',
    outWhileRolling: outWhileRolling(spec),
    status: {
      replicas: status.replicas,
      updated: status.updatedReplicas,
      ready: status.readyReplicas,
      available: status.availableReplicas,
    },
    ...(progressing?.reason ? { progressing: progressing.reason } : {}),
    ...(progressing?.lastUpdateTime ? { progressedAt: progressing.lastUpdateTime } : {}),
    template: templateDigest(spec.template),
    release: releaseDigest(spec.template),
    ...(restartedAt ? { restartedAt } : {}),
    containers: containersOf(spec.template),
    settings: settingsOf(spec.template),
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
  const objects = await readAll(connection, { ...deployments, namespace }, deploymentShape)
  return objects.map(toDeployment)
}
