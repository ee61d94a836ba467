import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageMessage } from '../../protocol.ts'
import { openThread } from '../state/go.ts'
import { personIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'
import { Avatar } from './avatar.ts'

export function ThreadSummary({ message }: { message: PageMessage }): VNode | null {
  const world = useStore((state) => state.world)
  const { replyCount = 0, replyUsers = [], channel, ts } = message
  if (replyCount === 0) return null
  return html`<button type="button" class="thread-summary" onClick=${() => openThread(channel, ts)}>
    <span class="faces">${replyUsers.slice(0, 4).map((id) => html`<${Avatar} person=${personIn(world, id)} size="small" />`)}</span>
    <span class="thread-count">${replyCount} ${replyCount === 1 ? 'reply' : 'replies'}</span>
    <span class="thread-open">View thread</span>
  </button>`
}
