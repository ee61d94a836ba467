import type { IncomingMessage } from 'node:http'
import WebSocket, { type RawData } from 'ws'
import type { Cluster } from '../app/ports/cluster.ts'
import { Denied, Unavailable } from '../app/ports/failures.ts'
import { wasNeverSent } from '../app/ports/never-sent.ts'
import { type Call, reading } from './call.ts'
import type { Connection } from './connection.ts'
import { refusalOf } from './errors.ts'
import { readStatus, type Status } from './status.ts'

type Query = Parameters<Cluster['exec']>[0]
type Outcome = Awaited<ReturnType<Cluster['exec']>>

const outputLimit = 64 * 1024
const channel = { stdout: 1, stderr: 2, status: 3 }

/** Exit code from the closing status; undefined when the command could not be run at all. */
function exitCode(status: Status): number | undefined {
  if (status.status === 'Success') return 0
  const code = status.details.causes?.find(({ reason }) => reason === 'ExitCode')?.message
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

/** What a server says instead of opening the socket; more than 16 kB of it is nothing to show. */
async function spoken(response: IncomingMessage): Promise<string> {
  let said = ''
  for await (const chunk of response.setEncoding('utf8')) {
    said += chunk
    if (said.length > 16_384) break
  }
  return said
}

const calling = ({ namespace, pod, command, container }: Query): Call => {
  const query = { command, container, stdout: true, stderr: true }
  const asked = { group: '', version: 'v1', resource: 'pods', namespace, name: pod }
  return { ...reading({ ...asked, subresource: 'exec', query }), changes: true, verb: 'create' }
}

/**
 * Runs a command in a pod over the v4 channel protocol, where the last frame is a Status with the exit code
 * (apimachinery/pkg/util/remotecommand/constants.go). The SDK's own client would end the process's stdout on a
 * close frame and cannot be timed out while it connects.
 */
export async function execInPod(connection: Connection, query: Query): Promise<Outcome> {
  const call = calling(query)
  const late = AbortSignal.timeout(query.timeoutMs)
  const signal = connection.signal ? AbortSignal.any([late, connection.signal]) : late
  const { url, options } = await connection.socket(call.path, signal)
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
    reject(new Unavailable(`The command in ${query.pod} ${why}`, { uncertain: !wasNeverSent(cause), cause }))
  const stop = () =>
    lost(late.aborted ? `did not end within ${query.timeoutMs / 1000} s` : 'was not waited for any longer')
  signal.addEventListener('abort', stop, { once: true })

  socket.on('unexpected-response', (_, response) => {
    spoken(response).then(
      (body) => reject(refusalOf(call, { status: response.statusCode ?? 0, body })),
      (cause: unknown) => lost('was cut off', cause),
    )
  })
  socket.on('message', (data) => {
    const frame = bytes(data)
    const content = frame.subarray(1)
    if (frame[0] === channel.stdout) stdout.take(content)
    else if (frame[0] === channel.stderr) stderr.take(content)
    else if (frame[0] === channel.status) {
      const ended = readStatus(content.toString('utf8'))
      const code = exitCode(ended)
      if (code === undefined)
        reject(
          new Denied(
            `Could not run ${query.command[0]} in ${query.pod}: ${ended.message || 'no reason given'}`,
          ),
        )
      else resolve({ code, stdout: stdout.text(), stderr: stderr.text() })
    }
  })
  socket.on('error', (cause) => lost(wasNeverSent(cause) ? 'could not be started' : 'was cut off', cause))
  socket.on('close', () => lost('ended without saying how'))

  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
    socket.terminate()
  }
}
