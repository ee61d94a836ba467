import type { Image } from '../programs/program.ts'

/** A service as it stands when the cluster is first started. A new service is one more file like nqba.ts. */
export type ServiceSeed = {
  namespace: string
  deployments: DeploymentSeed[]
  configMaps: { name: string; data: Record<string, string> }[]
  services: { name: string; selector: Record<string, string>; port: number }[]
  autoscalers: { name: string; deployment: string; min: number; max: number; cpu: number }[]
  /** By reference: `nqba-api:2.8.0`. Any other image cannot be pulled. */
  images: Record<string, Image>
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
}

export type Revision = { image: string; cause?: string; daysAgo: number }
