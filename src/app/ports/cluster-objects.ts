export type Target = { namespace: string; name: string }

/** Quantities as Kubernetes writes them: `500m`, `1Gi`. */
export type Resources = { requests: Record<string, string>; limits: Record<string, string> }

export type Container = { name: string; image: string; resources: Resources }

/**
 * The rest of a pod template by readable names, `LOG_LEVEL of api`, `livenessProbe.periodSeconds of api`; what is
 * named like a secret is hidden.
 */
export type Settings = Record<string, string>

export type Deployment = Target & {
  uid: string
  resourceVersion: string
  generation: number
  observedGeneration: number
  revision: number
  paused: boolean
  replicas: number
  /** A rollout stops all pods before it starts the new ones. */
  recreates: boolean
  /** How many pods a rollout may take out of service at once. */
  outWhileRolling: number
  status: { replicas: number; updated: number; ready: number; available: number }
  /** `reason` of the Progressing condition. */
  progressing?: string
  /** When that condition last moved: the latest sign of a rollout. ISO. */
  progressedAt?: string
  /** Digest of the pod template, equal to a revision's `template` when both would make the same pods. */
  template: string
  /** The same digest without the time of a restart: equal where nothing else is different. */
  release: string
  /** What the last restart wrote into the template, word for word. */
  restartedAt?: string
  containers: Container[]
  settings: Settings
  labels: Record<string, string>
  annotations: Record<string, string>
  /** The selector as kubectl writes it, `app=x,tier=y`. */
  selector: string
}

/** One entry of `kubectl rollout history`. */
export type Revision = {
  revision: number
  replicaSet: string
  changeCause?: string
  createdAt: string
  containers: Container[]
  settings: Settings
  templateHash: string
  /** Digest of the pod template, `pod-template-hash` aside. */
  template: string
  release: string
}

export type Pod = {
  name: string
  uid: string
  resourceVersion: string
  labels: Record<string, string>
  /** The ReplicaSet, StatefulSet, … that makes it again. */
  owner?: { kind: string; name: string }
  phase: string
  ready: boolean
  restarts: number
  /** `CrashLoopBackOff`, `ImagePullBackOff`, … of the first container that waits. */
  waiting?: string
  node?: string
  startedAt?: string
  containers: string[]
}

export type ConfigMap = Target & {
  resourceVersion: string
  data: Record<string, string>
  annotations: Record<string, string>
}

/** A HorizontalPodAutoscaler: it decides the replicas of what it targets. */
export type Autoscaler = {
  name: string
  resourceVersion: string
  min: number
  max: number
  current: number
  desired: number
  annotations: Record<string, string>
}

/** A PodDisruptionBudget that covers some pods. */
export type DisruptionBudget = { name: string; disruptionsAllowed: number; healthy: number; wanted: number }

/** Something the cluster noted about an object, newest last. */
export type ClusterEvent = { at: string; type: string; reason: string; message: string; count: number }

/** A line of a pod's log; `at` is when the kubelet received it. */
export type LogLine = { pod: string; line: string; at?: string }

/** Newest lines of several pods, oldest first. `truncated`: older ones were left out by the limit. */
export type Logs = { pods: number; lines: LogLine[]; truncated: boolean }

/** How far a rollout is, by the rules of `kubectl rollout status`. */
export type Rollout = { done: boolean; failed: boolean; says: string }
