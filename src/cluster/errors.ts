import { z } from 'zod'
import { Conflict, Denied, Unavailable } from '../app/ports/cluster.ts'
import { redact } from '../domain/redact.ts'
import { type Answer, type Call, callWords } from './call.ts'

const status = z.looseObject({
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z.looseObject({ causes: z.array(z.unknown()).optional() }).default({}),
})

/** The API server's Status, or an empty one: a proxy in between answers HTML, and some answers are cut. */
function readStatus(body: string): z.infer<typeof status> {
  try {
    return status.parse(JSON.parse(body))
  } catch {
    return { message: '', reason: '', details: {} }
  }
}

/** At most 300 characters of a server's words, without secrets. */
const brief = (words: string): string => redact(words.replace(/\s+/g, ' ')).slice(0, 300)

function forbidden(call: Call): Denied {
  const group = call.group ? ` of the API group ${call.group}` : ''
  return new Denied(
    `Muster may not ${callWords(call)}: grant its service account "${call.verb}" on "${call.resource}"${group} in namespace ${call.namespace}`,
  )
}

/** What an answer other than 2xx means. A 404 is the caller's to judge: see `found`. */
export function refusalOf(call: Call, answer: Answer): Error {
  const said = readStatus(answer.body)
  const words = brief(said.message)
  if (answer.status === 403) return forbidden(call)
  if (answer.status === 404)
    return new Denied(`There is no ${call.resource} ${call.namespace}/${call.name ?? ''}`)
  if (answer.status === 409) return new Conflict(`Changed by somebody else meanwhile: ${callWords(call)}`)
  // A JSON patch whose `test` fails answers 422 like an invalid value, but names no field.
  if (answer.status === 422 && call.contentType?.includes('json-patch') && !said.details.causes)
    return new Conflict(`Changed by somebody else meanwhile: ${callWords(call)}`)
  if (answer.status === 401)
    return new Unavailable('Kubernetes did not accept the credentials: check the kubeconfig', {
      uncertain: false,
      status: 401,
    })
  if (answer.status === 429 || answer.status >= 500)
    return new Unavailable(
      `Kubernetes answered ${answer.status}${words && `: ${words}`} (${callWords(call)})`,
      {
        uncertain: call.changes && answer.status !== 429,
        status: answer.status,
      },
    )
  return new Denied(
    `Kubernetes refused (${answer.status}${said.reason && ` ${said.reason}`}): ${words || callWords(call)}`,
  )
}

export const succeeded = (answer: Answer): boolean => answer.status >= 200 && answer.status < 300
