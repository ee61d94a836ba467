import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Recorded with kubectl and curl against a real API server; shared beside the repository. */
const path = new URL('../../../../../shared/kubernetes/exchanges.jsonl', import.meta.url)

const exchange = z.object({
  label: z.string(),
  method: z.string(),
  path: z.string(),
  accept: z.string().optional(),
  contentType: z.string().nullish(),
  request: z.unknown().optional(),
  status: z.number(),
  responseContentType: z.string().nullish(),
  response: z.unknown().optional(),
})

export type Exchange = z.infer<typeof exchange> & { line: number }

export const isAbsent = !existsSync(path)

export const readExchanges = (): Exchange[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((text, line) => ({ ...exchange.parse(JSON.parse(text)), line }))

/** Why a line is not replayed; nothing when it is. */
export function whyNot({ path, method, request }: Exchange): string | undefined {
  const group = /^\/apis\/([^/?]+)\/(v[^/?]+)\?timeout/.exec(path)
  const served = ['apps', 'autoscaling', 'authorization.k8s.io', 'batch', 'networking.k8s.io']
  const alsoServed = ['coordination.k8s.io', 'discovery.k8s.io']
  if (group && (![...served, ...alsoServed].includes(group[1] ?? '') || /beta/.test(group[2] ?? '')))
    return 'discovery of a group or version that the practice cluster does not serve'
  if (/\/log\?|\/exec\?/.test(path)) return 'recorded against an unreachable kubelet; ours answers'
  if (method === 'POST' && path.includes('/deployments') && typeof request === 'string')
    return 'its Protobuf body lost bytes in the recording; sent as JSON instead'
  return undefined
}
