import type { WebSocket } from 'ws'
import type { Push } from '../../page/protocol.ts'
import type { Scenarios } from '../options.ts'
import type { Change } from '../team/changes.ts'
import type { Team } from '../team/team.ts'
import { pushesOf } from './pushes.ts'
import { snapshot } from './snapshot.ts'
import { attentionOf } from './unread.ts'

/** After these, somebody may have more or fewer mentions waiting. */
const mayCall = new Set<Change['kind']>([
  ...(['message', 'message-changed', 'message-deleted', 'read'] as const),
  ...(['member-joined', 'member-left', 'channel-archived'] as const),
])

/** The open pages: each hears of what its person sees, as it happens. */
export class Live {
  readonly #team: Team
  readonly #scenarios: Scenarios | undefined
  readonly #pages = new Map<WebSocket, string>()
  readonly #stops: (() => void)[]
  /** As told last; empty when some page may know another. */
  #attention = ''
  #recount: NodeJS.Immediate | undefined

  constructor(team: Team, scenarios: Scenarios | undefined) {
    this.#team = team
    this.#scenarios = scenarios
    this.#stops = [
      team.changes.listen((change) => {
        for (const [page, viewer] of this.#pages) {
          const pushes = pushesOf(team, change, viewer)
          for (const push of pushes === 'all' ? this.#whole(viewer) : pushes) send(page, push)
        }
        if (this.#pages.size > 0 && mayCall.has(change.kind))
          this.#recount ??= setImmediate(() => this.#tellAttention())
      }),
    ]
    const stop = scenarios?.onChange(() => {
      for (const page of this.#pages.keys()) send(page, { type: 'scenarios', scenarios: scenarios.list() })
    })
    if (stop) this.#stops.push(stop)
  }

  accept(page: WebSocket, viewer: string): void {
    this.#pages.set(page, viewer)
    page.on('close', () => this.#pages.delete(page))
    page.on('error', () => page.terminate())
    this.#attention = ''
    for (const push of this.#whole(viewer)) send(page, push)
  }

  stop(): void {
    for (const stop of this.#stops) stop()
    clearImmediate(this.#recount)
    for (const page of this.#pages.keys()) page.terminate()
  }

  /** Once for all that happened in one go, and only where it made a difference. */
  #tellAttention(): void {
    this.#recount = undefined
    const attention = attentionOf(this.#team)
    const now = JSON.stringify(attention)
    if (now === this.#attention) return
    this.#attention = now
    for (const page of this.#pages.keys()) send(page, { type: 'attention', attention })
  }

  #whole(viewer: string): Push[] {
    const modals = this.#team.views.stack(viewer).map((open, below): Push => {
      const view = { ...open.view, id: open.id, hash: open.hash }
      return { type: 'modal', view, depth: below + 1 }
    })
    return [snapshot(this.#team, this.#scenarios, viewer), ...modals]
  }
}

const send = (page: WebSocket, push: Push): void => page.send(JSON.stringify(push))
