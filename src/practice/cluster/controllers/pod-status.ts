import type { Life } from '../containers.ts'
import type { Pod } from '../kinds/pod.ts'
import { timestamp } from '../object.ts'
import { chance } from '../programs/line.ts'

type Condition = { type: string; status: string; lastProbeTime: null; lastTransitionTime: string }

/** Sets the conditions named; the time moves only when the status does. */
function conditions(pod: Pod, statuses: Record<string, boolean>, now: number, why?: string) {
  const old = pod.status.conditions ?? []
  const next = Object.entries(statuses).map(([type, up]) => {
    const before = old.find((one) => one.type === type)
    const status = up ? 'True' : 'False'
    if (before?.status === status) return before
    const condition: Condition = { type, status, lastProbeTime: null, lastTransitionTime: timestamp(now) }
    return up || !why
      ? condition
      : { ...condition, reason: 'ContainersNotReady', message: `containers with unready status: [${why}]` }
  })
  return [...next, ...old.filter((one) => !(one.type in statuses))]
}

const names = (pod: Pod): string => pod.spec.containers.map((one) => one.name).join(' ')

export const scheduled = (pod: Pod, node: string, now: number): Pod => ({
  ...pod,
  spec: { ...pod.spec, nodeName: node },
  status: { ...pod.status, phase: 'Pending', conditions: conditions(pod, { PodScheduled: true }, now) },
})

/** No node will have it. */
export const unschedulable = (pod: Pod, message: string, now: number): Pod => {
  const found = conditions(pod, { PodScheduled: false }, now)
  const told = found.map((one) =>
    one.type === 'PodScheduled' ? { ...one, reason: 'Unschedulable', message } : one,
  )
  return { ...pod, status: { ...pod.status, phase: 'Pending', conditions: told } }
}

/** Waiting for an image, or for its turn. */
export const waiting = (pod: Pod, reason: string, message: string | undefined, now: number): Pod => ({
  ...pod,
  status: {
    ...pod.status,
    phase: 'Pending',
    conditions: conditions(pod, { Initialized: true, Ready: false, ContainersReady: false }, now, names(pod)),
    startTime: pod.status.startTime ?? timestamp(now),
    containerStatuses: pod.spec.containers.map(({ name, image = '' }) => ({
      name,
      state: { waiting: { reason, ...(message ? { message } : {}) } },
      lastState: {},
      ready: false,
      restartCount: 0,
      image,
      imageID: '',
      started: false,
    })),
  },
})

const address = (pod: Pod): string =>
  `10.0.${chance(4, pod.metadata.uid, 'net')}.${2 + chance(250, pod.metadata.uid)}`

export function running(pod: Pod, lives: Life[], now: number, restarts: number, past: Life | undefined): Pod {
  const podIP = pod.status.podIP ?? address(pod)
  return {
    ...pod,
    status: {
      ...pod.status,
      phase: 'Running',
      conditions: conditions(
        pod,
        { Initialized: true, Ready: false, ContainersReady: false },
        now,
        names(pod),
      ),
      podIP,
      podIPs: [{ ip: podIP }],
      startTime: pod.status.startTime ?? timestamp(now),
      containerStatuses: lives.map((life) => ({
        name: life.name,
        state: { running: { startedAt: timestamp(now) } },
        lastState: past ? { terminated: ended(past) } : {},
        ready: false,
        restartCount: restarts,
        image: life.image,
        imageID: `docker-pullable://${life.image}`,
        containerID: `containerd://${life.id}`,
        started: true,
      })),
    },
  }
}

export const ready = (pod: Pod, now: number): Pod => ({
  ...pod,
  status: {
    ...pod.status,
    conditions: conditions(pod, { Initialized: true, Ready: true, ContainersReady: true }, now),
    containerStatuses: (pod.status.containerStatuses ?? []).map((one) => ({ ...one, ready: true })),
  },
})

/** Ended with an error; `backOff` says why the restart waits, when it does. */
export const crashed = (pod: Pod, life: Life, restarts: number, backOff: string | undefined): Pod => ({
  ...pod,
  status: {
    ...pod.status,
    containerStatuses: (pod.status.containerStatuses ?? []).map((one) =>
      one.name === life.name
        ? {
            ...one,
            state: backOff
              ? { waiting: { reason: 'CrashLoopBackOff', message: backOff } }
              : { terminated: ended(life) },
            lastState: { terminated: ended(life) },
            ready: false,
            restartCount: restarts,
            started: false,
          }
        : one,
    ),
  },
})

const ended = (life: Life) => ({
  exitCode: 1,
  reason: 'Error',
  startedAt: timestamp(life.startedAt),
  finishedAt: timestamp(life.stoppedAt ?? life.startedAt),
  containerID: `containerd://${life.id}`,
})
