import { randomUUID } from 'node:crypto'
import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import type { PracticeClock } from '../../control/clock.ts'
import { secret } from '../team/ids.ts'
import type { Envelope, Outcome, Retry, Transport } from './delivery.ts'

const ACK_MS = 3000
const PING_EVERY_MS = 10_000
const MOST_CONNECTIONS = 10
/** After being told to reconnect an app has this long before its old socket is closed. */
const GRACE_MS = 10_000

const ack = z.object({ envelope_id: z.string(), payload: z.unknown() })

type Connection = { socket: WebSocket; leaving: boolean; pending: Map<string, (outcome: Outcome) => void> }
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

/** Socket Mode: envelopes go to any one of the app's open sockets. */
export class SocketMode implements Transport {
  readonly #clock: PracticeClock
  readonly #appId: string
  readonly #lifeSeconds: number
  readonly #tickets = new Set<string>()
  #connections: Connection[] = []
  #turn = 0

  constructor(clock: PracticeClock, appId: string, lifeSeconds: number) {
    this.#clock = clock
    this.#appId = appId
    this.#lifeSeconds = lifeSeconds
  }

  /** Path and query of an address good for one connection. */
  ticket(): string {
    const ticket = secret()
    this.#tickets.add(ticket)
    return `/link/?ticket=${ticket}&app_id=${this.#appId}`
  }

  takeTicket(ticket: string): boolean {
    return this.#tickets.delete(ticket)
  }

  get connected(): number {
    return this.#connections.length
  }

  accept(socket: WebSocket): void {
    if (this.#connections.length >= MOST_CONNECTIONS) {
      bid(socket, 'too_many_websockets')
      socket.close()
      return
    }
    const connection: Connection = { socket, leaving: false, pending: new Map() }
    this.#connections.push(connection)
    const pings = setInterval(() => socket.ping(`Ping from ${this.#clock.now()}`), PING_EVERY_MS)
    const endOfLife = this.#clock.after(this.#lifeSeconds * 1000, () =>
      this.#release(connection, 'refresh_requested'),
    )
    socket.on('message', (data) => heard(connection, data))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(pings)
      endOfLife()
      this.#connections = this.#connections.filter((other) => other !== connection)
      for (const settle of connection.pending.values()) settle({ ok: false, reason: 'connection_failed' })
    })
    socket.send(JSON.stringify(this.#hello()))
  }

  send(envelope: Envelope, retry?: Retry): Promise<Outcome> {
    this.#turn += 1
    const open = this.#connections.filter(({ leaving }) => !leaving)
    const connection = open[this.#turn % Math.max(open.length, 1)]
    if (!connection) return Promise.resolve({ ok: false, reason: 'connection_failed' })
    const id = randomUUID()
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const giveUp = this.#clock.after(ACK_MS, () => settle({ ok: false, reason: 'timeout' }))
    const settle = (outcome: Outcome): void => {
      giveUp()
      connection.pending.delete(id)
      resolve(outcome)
    }
    connection.pending.set(id, settle)
    connection.socket.send(
      JSON.stringify({
        envelope_id: id,
        type: envelope.type,
        accepts_response_payload: envelope.acceptsResponse,
        payload: envelope.payload,
        ...(envelope.type === 'events_api'
          ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }
          : {}),
      }),
    )
    return promise
  }

  /** Tells every socket to reconnect, as Slack does now and then. */
  refresh(reason: DisconnectReason): void {
    for (const connection of this.#connections) this.#release(connection, reason)
  }

  /** Cuts every socket without a word. */
  cut(): void {
    for (const { socket } of this.#connections) socket.terminate()
  }

  #release(connection: Connection, reason: DisconnectReason): void {
    connection.leaving = true
    bid(connection.socket, reason)
    const close = this.#clock.after(GRACE_MS, () => connection.socket.close())
    connection.socket.once('close', close)
  }

  #hello(): Record<string, unknown> {
    return {
      type: 'hello',
      num_connections: this.#connections.length,
      debug_info: {
        host: 'practice',
        started: new Date(this.#clock.now()).toISOString(),
        build_number: 1,
        approximate_connection_time: this.#lifeSeconds,
      },
      connection_info: { app_id: this.#appId },
    }
  }
}

const bid = (socket: WebSocket, reason: string): void =>
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'practice' } }))

function heard(connection: Connection, data: RawData): void {
  const message = ack.safeParse(parsed(data))
  if (!message.success) return
  const { envelope_id, payload } = message.data
  connection.pending.get(envelope_id)?.(
    payload === undefined ? { ok: true } : { ok: true, response: payload },
  )
}

function parsed(data: RawData): unknown {
  try {
    return JSON.parse(data.toString())
  } catch {
    return undefined
  }
}
