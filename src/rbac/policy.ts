import { type Account, scalar, userOf } from './account.ts'

/** What has to be true of a request, in CEL, and what is said when it is not. */
export type Rule = { expression: string; message: string }

export type Requests = {
  group: string
  /** Requests in other versions are turned into this one before they are looked at: none is a way round. */
  version: string
  resources: string
  operations: string[]
}

export type Policy = Requests & {
  name: string
  /** Why, and what it cannot hold. */
  comment: string
  /** Kinds of requests that other policies see to. */
  except?: Requests[]
  variables?: Record<string, string>
  rules: Rule[]
}

const indented = (text: string, spaces: number): string =>
  text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line}`)
    .join('\n')

const match = (one: Requests): string =>
  `      - apiGroups: ["${one.group}"]
        apiVersions: ["${one.version}"]
        operations: [${one.operations.join(', ')}]
        resources: ["${one.resources}"]`

const variable = ([name, expression]: [string, string]): string =>
  `    - name: ${name}\n      expression: >-\n${indented(expression, 8)}`

const rule = ({ expression, message }: Rule): string =>
  `    - expression: >-\n${indented(expression, 8)}\n      message: ${scalar(message)}`

/** A ValidatingAdmissionPolicy (Kubernetes 1.30 or later) for requests of one account, and the binding that puts it in force. */
export function policyYaml(policy: Policy, account: Account): string {
  const variables = Object.entries(policy.variables ?? {})
  const name = `muster-${policy.name}`
  return [
    ...policy.comment.split('\n').map((line) => `# ${line}`),
    'apiVersion: admissionregistration.k8s.io/v1',
    'kind: ValidatingAdmissionPolicy',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  failurePolicy: Fail',
    '  matchConstraints:',
    '    matchPolicy: Equivalent',
    '    resourceRules:',
    match(policy),
    ...(policy.except ? ['    excludeResourceRules:', ...policy.except.map(match)] : []),
    '  matchConditions:',
    '    - name: asked-by-muster',
    `      expression: request.userInfo.username == ${JSON.stringify(userOf(account))}`,
    ...(variables.length > 0 ? ['  variables:', ...variables.map(variable)] : []),
    '  validations:',
    ...policy.rules.map(rule),
    '---',
    'apiVersion: admissionregistration.k8s.io/v1',
    'kind: ValidatingAdmissionPolicyBinding',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    `  policyName: ${name}`,
    '  validationActions: [Deny, Audit]',
    '',
  ].join('\n')
}
