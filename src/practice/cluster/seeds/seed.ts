import type { Image } from '../programs/program.ts'

/** A service as it stands when the cluster is first started. A new service is one more file like nqba.ts. */
export type ServiceSeed = {
  namespace: string
  deployments: DeploymentSeed[]
  configMaps: { name: string; data: Record<string, string> }[]
  services: { name: string; deployment: string; port: number }[]
  autoscalers: { name: string; deployment: string; min: number; max: number; cpu: number }[]
  /** By reference, such as `nqba-api:2.8.1`: further images that can be pulled, for releases to come. */
  images?: Record<string, Image>
}

export type DeploymentSeed = {
  name: string
  labels: Record<string, string>
  container: {
    name: string
    /** Its environment comes from this ConfigMap. */
    configMap?: string
    ports?: number[]
    resources?: { requests?: Record<string, string>; limits?: Record<string, string> }
  }
  replicas: number
  maxSurge?: number | string
  maxUnavailable?: number | string
  progressDeadlineSeconds?: number
  /** Oldest first; the last is what runs. */
  revisions: [Revision, ...Revision[]]
  /** How the containers of all of them behave. */
  runs: Image
}

export type Revision = { image: string; cause?: string; daysAgo: number }

/** Every image of a service that can be pulled, by reference; no other can. */
export const imagesOf = ({ deployments, images = {} }: ServiceSeed): Map<string, Image> =>
  new Map([
    ...deployments.flatMap(({ revisions, runs }) =>
      revisions.map(({ image }): [string, Image] => [image, runs]),
    ),
    ...Object.entries(images),
  ])
