import { clusterWide, ofGroup, status } from './kind.ts'

const authorization = ofGroup('authorization.k8s.io')
const rbac = ofGroup('rbac.authorization.k8s.io')
const asked = { ...clusterWide, createOnly: true }

export const authenticationKinds = [ofGroup('authentication.k8s.io')('tokenreviews', 'TokenReview', asked)]

export const authorizationKinds = [
  authorization('localsubjectaccessreviews', 'LocalSubjectAccessReview', { createOnly: true }),
  authorization('selfsubjectaccessreviews', 'SelfSubjectAccessReview', asked),
  authorization('selfsubjectrulesreviews', 'SelfSubjectRulesReview', asked),
  authorization('subjectaccessreviews', 'SubjectAccessReview', asked),
]

export const rbacKinds = [
  rbac('clusterrolebindings', 'ClusterRoleBinding', clusterWide),
  rbac('clusterroles', 'ClusterRole', clusterWide),
  rbac('rolebindings', 'RoleBinding'),
  rbac('roles', 'Role'),
]

const signing = 'CertificateSigningRequest'

export const certificateKinds = [
  ofGroup('certificates.k8s.io')('certificatesigningrequests', signing, {
    ...clusterWide,
    shortNames: ['csr'],
    subresources: [{ ...status(signing), name: 'approval' }, status(signing)],
  }),
]
