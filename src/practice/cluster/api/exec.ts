import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { Life } from '../containers.ts'
import { pod as podSchema } from '../kinds/pod.ts'
import type { Executed } from '../programs/program.ts'
import type { World } from '../world.ts'
import { kubeletAddress } from './kubelet-address.ts'
import { containerAsked } from './log.ts'
import { found } from './read.ts'
import type { ResourceRequest } from './request.ts'
import { badRequest } from './status.ts'

const stdout = 1
const stderr = 2
const outcome = 3
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io']

const server = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => protocols.find((one) => offered.has(one)) ?? false,
})

/** The command and the container to run it in; throws when it cannot be tried. */
export function commandAsked(
  world: World,
  request: ResourceRequest,
): { argv: [string, ...string[]]; life: Life } {
  const pod = podSchema.parse(found(world.store, request))
  const name = containerAsked(pod, request.query.get('container'))
  kubeletAddress(world.store, pod)
  const [command, ...args] = request.query.getAll('command')
  if (command === undefined) throw badRequest('you must specify at least 1 command for the container')
  const life = world.containers.of(pod.metadata.uid, name)
  if (!life || life.stoppedAt !== undefined) throw badRequest(`container not found ("${name}")`)
  return { argv: [command, ...args], life }
}

/** What a command did; throws before anything runs when it cannot be tried. */
export function execute(world: World, request: ResourceRequest): Executed {
  const { argv, life } = commandAsked(world, request)
  const done = life.runs.program.exec?.(argv, life, world)
  if (done) return done
  const missing = `OCI runtime exec failed: exec failed: unable to start container process: exec: "${argv[0]}": executable file not found in $PATH: unknown\n`
  return { stdout: '', stderr: missing, exitCode: 127 }
}

/** Answers over the channels of the WebSocket that exec uses: a byte that names the channel, then the data. */
export function stream(request: IncomingMessage, socket: Duplex, head: Buffer, done: Executed): void {
  server.handleUpgrade(request, socket, head, (ws) => {
    say(ws, stdout, done.stdout)
    say(ws, stderr, done.stderr)
    say(ws, outcome, JSON.stringify(statusOf(done)))
    ws.close(1000)
  })
}

function say(ws: WebSocket, channel: number, text: string): void {
  if (text !== '') ws.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]))
}

const statusOf = ({ exitCode }: Executed) =>
  exitCode === 0
    ? { metadata: {}, status: 'Success' }
    : {
        metadata: {},
        status: 'Failure',
        message: `command terminated with non-zero exit code: exit status ${exitCode}`,
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
      }
