import * as access from './resources/access.ts'
import { coreKinds } from './resources/core.ts'
import * as extensions from './resources/extensions.ts'
import type { ResourceKind } from './resources/kind.ts'
import * as surroundings from './resources/surroundings.ts'
import * as workloads from './resources/workloads.ts'

export type { ResourceKind } from './resources/kind.ts'

/** In the order in which a real server lists its groups. */
export const resourceKinds: ResourceKind[] = [
  ...coreKinds,
  ...extensions.registrationKinds,
  ...workloads.appsKinds,
  ...surroundings.eventKinds,
  ...access.authenticationKinds,
  ...access.authorizationKinds,
  ...workloads.autoscalingKinds,
  ...workloads.batchKinds,
  ...access.certificateKinds,
  ...surroundings.networkingKinds,
  ...surroundings.policyKinds,
  ...access.rbacKinds,
  ...surroundings.storageKinds,
  ...extensions.admissionKinds,
  ...extensions.definitionKinds,
  ...surroundings.schedulingKinds,
  ...surroundings.coordinationKinds,
  ...surroundings.nodeKinds,
  ...surroundings.discoveryKinds,
  ...extensions.flowKinds,
  ...extensions.metricsKinds,
]

export const apiVersionOf = (group: string, version: string): string =>
  group ? `${group}/${version}` : version

/** `deployments.apps`, or `pods` in the core group: how messages name a resource. */
export const qualified = (kind: ResourceKind): string =>
  kind.group ? `${kind.plural}.${kind.group}` : kind.plural

export const findKind = (group: string, version: string, plural: string): ResourceKind | undefined =>
  resourceKinds.find(
    (kind) => kind.group === group && kind.plural === plural && kind.versions.includes(version),
  )
