import { all, ofGroup, scale, status } from './kind.ts'

const apps = ofGroup('apps')
const batch = ofGroup('batch')

export const appsKinds = [
  apps('controllerrevisions', 'ControllerRevision'),
  apps('daemonsets', 'DaemonSet', {
    shortNames: ['ds'],
    categories: all,
    subresources: [status('DaemonSet')],
  }),
  apps('deployments', 'Deployment', {
    shortNames: ['deploy'],
    categories: all,
    subresources: [scale, status('Deployment')],
  }),
  apps('replicasets', 'ReplicaSet', {
    shortNames: ['rs'],
    categories: all,
    subresources: [scale, status('ReplicaSet')],
  }),
  apps('statefulsets', 'StatefulSet', {
    shortNames: ['sts'],
    categories: all,
    subresources: [scale, status('StatefulSet')],
  }),
]

export const autoscalingKinds = [
  ofGroup('autoscaling')('horizontalpodautoscalers', 'HorizontalPodAutoscaler', {
    versions: ['v2', 'v1', 'v2beta2'],
    shortNames: ['hpa'],
    categories: all,
    subresources: [status('HorizontalPodAutoscaler')],
  }),
]

export const batchKinds = [
  batch('cronjobs', 'CronJob', { shortNames: ['cj'], categories: all, subresources: [status('CronJob')] }),
  batch('jobs', 'Job', { categories: all, subresources: [status('Job')] }),
]
