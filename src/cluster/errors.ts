import { Conflict, Denied, Unavailable } from '../app/ports/failures.ts'
import { redact } from '../domain/redact.ts'
import { type Answer, type Call, callWords } from './call.ts'
import { roleYaml } from './role-text.ts'
import { readStatus } from './status.ts'

/** At most 300 characters of a server's words, without secrets. */
const brief = (words: string): string => redact(words.replace(/\s+/g, ' ')).slice(0, 300)

/** How an authorizer of the API server says no; admission (a quota, a policy) answers 403 in other words. */
const unauthorized = /^.*? is forbidden: User "([^"]*)" cannot \S+ resource /

/** Names can limit a right to one object, where objects keep theirs: pods do not. */
const named = (call: Call): boolean =>
  call.name !== undefined && call.verb !== 'create' && !/^(pods|replicasets)\b/.test(call.resource)

/** Which right is missing, and the Role that grants it. A WebSocket client needs `get` beside `create` to exec. */
function forbidden(call: Call, user: string | undefined): Denied {
  const group = call.group ? ` of the API group ${call.group}` : ''
  const verbs = call.resource === 'pods/exec' ? ['get', 'create'] : [call.verb]
  const right = { group: call.group, resource: call.resource, verbs }
  const rights = [call.name !== undefined && named(call) ? { ...right, names: [call.name] } : right]
  const role = roleYaml(`muster-${call.resource.replace('/', '-')}`, call.namespace, rights)
  const asked = verbs.map((verb) => `"${verb}"`).join(' and ')
  return new Denied(
    `Muster may not ${callWords(call)}: grant its service account ${asked} on "${call.resource}"${group} in namespace ${call.namespace}, by this Role and a RoleBinding to ${user || 'its account'}:\n${role.trimEnd()}`,
  )
}

/** `pods/exec` is asked of a pod. */
const kindOf = (call: Call): string => call.resource.replace(/s?(\/.*)?$/, '')

/**
 * What an answer other than 2xx means; docs/kubernetes.md lists it. A 404 to a read is the caller's to judge:
 * see `readOne`. Statuses as in the API conventions, kubernetes/community api-conventions.md, "HTTP Status codes".
 */
export function refusalOf(call: Call, answer: Answer): Error {
  const said = readStatus(answer.body)
  const words = brief(said.message)
  const unavailable = (says: string, uncertain: boolean) =>
    new Unavailable(`${says} (${callWords(call)})`, { uncertain, status: answer.status })
  const answered = `Kubernetes answered ${answer.status}${words && `: ${words}`}`
  switch (answer.status) {
    case 401:
      return unavailable('Kubernetes did not accept the credentials: check the kubeconfig', false)
    case 403: {
      const [, user] = unauthorized.exec(said.message) ?? []
      if (user !== undefined || words === '') return forbidden(call, user)
      break
    }
    case 404:
      return call.name === undefined
        ? new Denied(`The cluster does not know what was asked for: ${callWords(call)}`)
        : new Denied(`There is no ${kindOf(call)} ${call.namespace}/${call.name}`)
    case 409:
      return new Conflict(`Changed by somebody else meanwhile: ${callWords(call)}`)
    case 410:
      return unavailable(`${answered}; nothing was done, ask again`, false)
    case 422:
      // A JSON patch whose `test` fails is answered like an invalid value, but names no field.
      if (call.contentType?.includes('json-patch') && !said.details.causes)
        return new Conflict(`Changed by somebody else meanwhile: ${callWords(call)}`)
      break
    case 429: {
      const later = answer.pauseMs === undefined ? 'later' : `in ${Math.ceil(answer.pauseMs / 1000)} s`
      return unavailable(`${answered}; nothing was done, try again ${later}`, false)
    }
  }
  if (answer.status >= 500 || answer.status < 400) return unavailable(answered, call.changes)
  return new Denied(
    `Kubernetes refused (${answer.status}${said.reason && ` ${said.reason}`}): ${words || callWords(call)}`,
  )
}

export const succeeded = (answer: Answer): boolean => answer.status >= 200 && answer.status < 300
