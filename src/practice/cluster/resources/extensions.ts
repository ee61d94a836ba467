import { clusterWide, ofGroup, status } from './kind.ts'

const extending = { ...clusterWide, categories: ['api-extensions'] }
const admission = ofGroup('admissionregistration.k8s.io')
const flow = ofGroup('flowcontrol.apiserver.k8s.io')
const metrics = ofGroup('metrics.k8s.io')

export const registrationKinds = [
  ofGroup('apiregistration.k8s.io')('apiservices', 'APIService', {
    ...extending,
    subresources: [status('APIService')],
  }),
]

export const admissionKinds = [
  admission('mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', extending),
  admission('validatingadmissionpolicies', 'ValidatingAdmissionPolicy', {
    ...extending,
    subresources: [status('ValidatingAdmissionPolicy')],
  }),
  admission('validatingadmissionpolicybindings', 'ValidatingAdmissionPolicyBinding', extending),
  admission('validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', extending),
]

export const definitionKinds = [
  ofGroup('apiextensions.k8s.io')('customresourcedefinitions', 'CustomResourceDefinition', {
    ...extending,
    shortNames: ['crd', 'crds'],
    subresources: [status('CustomResourceDefinition')],
  }),
]

const flowVersions = { ...clusterWide, versions: ['v1beta2', 'v1beta1'] }

export const flowKinds = [
  flow('flowschemas', 'FlowSchema', { ...flowVersions, subresources: [status('FlowSchema')] }),
  flow('prioritylevelconfigurations', 'PriorityLevelConfiguration', {
    ...flowVersions,
    subresources: [status('PriorityLevelConfiguration')],
  }),
]

export const metricsGroup = 'metrics.k8s.io'
const measured = { versions: ['v1beta1'], computed: true, verbs: ['get' as const, 'list' as const] }

/** Served while the APIService `v1beta1.metrics.k8s.io` stands, as with a metrics server. */
export const metricsKinds = [
  metrics('nodes', 'NodeMetrics', { ...measured, ...clusterWide }),
  metrics('pods', 'PodMetrics', measured),
]
