import WebSocket, { type RawData } from 'ws'
import { z } from 'zod'
import { type Cluster, Denied, Unavailable } from '../app/ports/cluster.ts'
import { mayHaveArrived, resourcePath } from './call.ts'
import type { Connection } from './connection.ts'

type Query = Parameters<Cluster['exec']>[0]
type Outcome = Awaited<ReturnType<Cluster['exec']>>

const outputLimit = 64 * 1024
const channel = { stdout: 1, stderr: 2, status: 3 }

const statusShape = z.looseObject({
  status: z.string(),
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z
    .looseObject({
      causes: z
        .array(z.looseObject({ reason: z.string().optional(), message: z.string().optional() }))
        .default([]),
    })
    .prefault({}),
})

/** Exit code from the closing status; undefined when the command could not be run at all. */
function exitCode(status: z.infer<typeof statusShape>): number | undefined {
  if (status.status === 'Success') return 0
  const code = status.details.causes.find(({ reason }) => reason === 'ExitCode')?.message
  return code === undefined ? undefined : Number(code)
}

/** Collects bytes up to the limit, then forgets the rest. */
function capped() {
  const chunks: Buffer[] = []
  let size = 0
  return {
    take(chunk: Buffer): void {
      if (size < outputLimit) chunks.push(chunk.subarray(0, outputLimit - size))
      size += chunk.length
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}

const bytes = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data

const refusedHandshake = (query: Query, status: number): Error => {
  if (status === 403)
    return new Denied(
      `Muster may not exec into pod ${query.namespace}/${query.pod}: grant its service account "get" and "create" on "pods/exec" in namespace ${query.namespace}`,
    )
  if (status === 404) return new Denied(`There is no pod ${query.namespace}/${query.pod}`)
  if (status >= 400 && status < 500 && status !== 429)
    return new Denied(
      `Kubernetes refused (${status}) to exec into ${query.pod}: does it run, and is its container named right?`,
    )
  return new Unavailable(`Kubernetes answered ${status} to exec into ${query.pod}`, {
    uncertain: false,
    status,
  })
}

/**
 * Runs a command in a pod over the v4 channel protocol, where the last frame is a Status with the exit code.
 * The SDK's own client would end the process's stdout on a close frame and cannot be timed out while it connects.
 */
export async function execInPod(connection: Connection, query: Query): Promise<Outcome> {
  const path = resourcePath({
    group: '',
    version: 'v1',
    resource: 'pods',
    namespace: query.namespace,
    name: query.pod,
    subresource: 'exec',
    query: { command: query.command, container: query.container, stdout: true, stderr: true },
  })
  const { url, options } = await connection.socket(path)
  const socket = new WebSocket(url, ['v4.channel.k8s.io'], {
    ...options,
    handshakeTimeout: connection.requestTimeoutMs,
    maxPayload: 4 * 1024 * 1024,
  })
  const stdout = capped()
  const stderr = capped()
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  // The node may start the command before the upgrade is answered: only a connection never made is certain.
  const lost = (why: string, cause?: unknown) =>
    reject(new Unavailable(`The command in ${query.pod} ${why}`, { uncertain: mayHaveArrived(cause), cause }))
  const timer = setTimeout(() => lost(`did not end within ${query.timeoutMs / 1000} s`), query.timeoutMs)

  socket.on('unexpected-response', (_, response) => {
    reject(refusedHandshake(query, response.statusCode ?? 0))
  })
  socket.on('message', (data) => {
    const frame = bytes(data)
    const content = frame.subarray(1)
    if (frame[0] === channel.stdout) stdout.take(content)
    else if (frame[0] === channel.stderr) stderr.take(content)
    else if (frame[0] === channel.status) {
      const read = statusShape.safeParse(parseJson(content.toString('utf8')))
      const code = read.data && exitCode(read.data)
      if (code !== undefined) resolve({ code, stdout: stdout.text(), stderr: stderr.text() })
      else
        reject(
          new Denied(
            `Could not run ${query.command[0]} in ${query.pod}: ${read.data?.message ?? 'no reason given'}`,
          ),
        )
    }
  })
  socket.on('error', (cause) => lost(mayHaveArrived(cause) ? 'was cut off' : 'could not be started', cause))
  socket.on('close', () => lost('ended without saying how'))

  try {
    return await promise
  } finally {
    clearTimeout(timer)
    socket.terminate()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
