import type { ServerResponse } from 'node:http'
import type { Life } from '../containers.ts'
import { logsOf } from '../containers.ts'
import { pod as podSchema } from '../kinds/pod.ts'
import type { LogLine } from '../programs/program.ts'
import type { World } from '../world.ts'
import { kubeletAddress } from './kubelet-address.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { isTrue } from './request.ts'
import { badRequest } from './status.ts'

const followEveryMs = 500

/** Writes a container's log as text; with `follow` it goes on until the container stops or the client leaves. */
export function log(world: World, request: ResourceRequest): (response: ServerResponse) => void {
  const life = lifeAsked(world, request)
  return (response) => write(world, life, request.query, response)
}

function write(world: World, life: Life, query: URLSearchParams, response: ServerResponse): void {
  const stamped = isTrue(query.get('timestamps') ?? 'false')
  const print = ({ at, text }: LogLine) => `${stamped ? `${new Date(at).toISOString()} ` : ''}${text}\n`
  const until = world.clock.now() + 1
  const text = limited(
    tail(logsOf(life, world, startOf(world, query), until), query)
      .map(print)
      .join(''),
    query,
  )
  response.writeHead(200, { 'content-type': 'text/plain' })
  response.write(text)
  if (!isTrue(query.get('follow') ?? 'false')) {
    response.end()
    return
  }
  response.flushHeaders()
  follow(world, life, until, response, print)
}

function follow(
  world: World,
  life: Life,
  begun: number,
  response: ServerResponse,
  print: (line: LogLine) => string,
): void {
  let from = begun
  let cancel = () => {}
  const wait = () => {
    cancel = world.clock.after(followEveryMs, () => {
      const until = world.clock.now() + 1
      for (const line of logsOf(life, world, from, until)) response.write(print(line))
      from = until
      if (life.stoppedAt === undefined) wait()
      else response.end()
    })
  }
  wait()
  response.once('close', () => cancel())
}

function lifeAsked(world: World, request: ResourceRequest): Life {
  const pod = podSchema.parse(found(world.store, request))
  const name = containerAsked(pod, request.query.get('container'))
  if (pod.spec.nodeName) kubeletAddress(world.store, pod)
  const { uid } = pod.metadata
  if (isTrue(request.query.get('previous') ?? 'false')) {
    const previous = world.containers.previous(uid, name)
    if (previous) return previous
    throw badRequest(`previous terminated container "${name}" in pod "${pod.metadata.name}" not found`)
  }
  const life = world.containers.of(uid, name)
  if (life) return life
  const waiting = pod.status.containerStatuses?.[0]?.state.waiting?.reason
  const why = waiting === undefined ? 'is not available' : `is waiting to start: ${waiting}`
  throw badRequest(`container "${name}" in pod "${pod.metadata.name}" ${why}`)
}

/** The container named, or the only one; throws 400 otherwise. */
export function containerAsked(
  pod: { metadata: { name: string }; spec: { containers: { name: string }[] } },
  asked: string | null,
): string {
  const names = pod.spec.containers.map(({ name }) => name)
  if (asked) {
    if (names.includes(asked)) return asked
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`)
  }
  if (names[0] !== undefined && names.length === 1) return names[0]
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`,
  )
}

function startOf(world: World, query: URLSearchParams): number {
  const seconds = query.get('sinceSeconds')
  if (seconds !== null) return world.clock.now() - Number(seconds) * 1000
  const time = query.get('sinceTime')
  return time === null ? 0 : Date.parse(time)
}

function tail(lines: LogLine[], query: URLSearchParams): LogLine[] {
  const count = query.get('tailLines')
  return count === null || Number(count) < 0 ? lines : lines.slice(Math.max(0, lines.length - Number(count)))
}

function limited(text: string, query: URLSearchParams): string {
  const bytes = query.get('limitBytes')
  return bytes === null ? text : Buffer.from(text).subarray(0, Number(bytes)).toString()
}
