import type { Cluster } from '../app/ports/cluster.ts'
import type { LogLine, Logs } from '../app/ports/cluster-objects.ts'
import { Denied } from '../app/ports/failures.ts'
import { reading } from './call.ts'
import type { Connection } from './connection.ts'
import { refusalOf, succeeded } from './errors.ts'
import type { PodObject } from './objects.ts'
import { defaultContainer, listPodObjects } from './pods.ts'

type Query = Parameters<Cluster['logs']>[0]

const atOnce = 5
/** A server stops at `limitBytes` from the *oldest* line, so the newest are asked for by number. */
const usualLine = 200
/** How far lines may be longer than usual before fewer of them are asked for. */
const slack = 5

const stamped = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) (.*)$/

function readLines(pod: string, text: string): LogLine[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const [, at, rest] = stamped.exec(line) ?? []
    return at === undefined || rest === undefined ? { pod, line } : { pod, line: rest, at }
  })
}

/** One pod's newest lines; none when it has not started or is gone. */
async function podLog(
  connection: Connection,
  query: Query,
  pod: PodObject,
  limitBytes: number,
): Promise<Logs> {
  const { name } = pod.metadata
  const containers = pod.spec.containers.map((one) => one.name)
  if (query.container && !containers.includes(query.container))
    throw new Denied(`Pod ${name} has no container ${query.container}: it has ${containers.join(', ')}`)
  const hardLimit = limitBytes * slack
  for (
    let tailLines = Math.max(20, Math.floor(limitBytes / usualLine));
    ;
    tailLines = Math.ceil(tailLines / 10)
  ) {
    const call = reading({
      group: '',
      version: 'v1',
      resource: 'pods',
      namespace: query.namespace,
      name,
      subresource: 'log',
      query: {
        container: query.container ?? defaultContainer(pod),
        sinceSeconds: Math.max(1, Math.ceil(query.sinceMs / 1000)),
        tailLines,
        limitBytes: hardLimit,
        timestamps: true,
      },
      signal: query.signal,
    })
    const answer = await connection.send(call)
    // 400: the container is still waiting to start. 404: the pod went away since it was listed.
    if (answer.status === 400 || answer.status === 404) return { pods: 0, lines: [], truncated: false }
    if (!succeeded(answer)) throw refusalOf(call, answer)
    const cut = Buffer.byteLength(answer.body) >= hardLimit
    // Cut off at the newest end: ask again for fewer, so that the newest are among them.
    if (cut && tailLines > 1) continue
    const lines = readLines(name, answer.body)
    return { pods: 1, lines, truncated: cut || lines.length >= tailLines }
  }
}

/** The limit is shared out among the pods; lines come in the order they were written. */
export async function readLogs(connection: Connection, query: Query): Promise<Logs> {
  const pods = await listPodObjects(connection, query)
  const limitBytes = Math.floor(query.limitBytes / Math.max(1, pods.length))
  const all: Logs[] = []
  for (let from = 0; from < pods.length; from += atOnce)
    all.push(
      ...(await Promise.all(
        pods.slice(from, from + atOnce).map((pod) => podLog(connection, query, pod, limitBytes)),
      )),
    )
  const lines = all.flatMap((one) => one.lines)
  return {
    pods: all.reduce((sum, one) => sum + one.pods, 0),
    lines: lines.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? '') || 0),
    truncated: all.some((one) => one.truncated),
  }
}
