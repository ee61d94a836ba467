import type { PageMessage } from '../../protocol.ts'
import { act } from '../state/act.ts'
import { withNotice } from '../state/push.ts'
import { change } from '../state/store.ts'

/** Sends what was typed. False when it was kept back, so that nothing typed is lost. */
export async function send(typed: string, channel: string, threadTs: string | undefined): Promise<boolean> {
  const text = typed.trim()
  if (text === '') return false
  if (!/^\/[a-z]/.test(text)) {
    const answer = await act({ act: 'post', channel, text, ...(threadTs && { threadTs }) })
    return answer.ok
  }
  if (threadTs) {
    change((state) => withNotice(state, 'Commands work in the channel, not in a thread.'))
    return false
  }
  const answer = await act({ act: 'command', channel, text })
  return answer.ok
}

/** The last thing this person said here, to be mended with the up arrow. */
export function lastOwn(list: PageMessage[], me: string): PageMessage | undefined {
  return list.findLast((message) => message.user === me && !message.ephemeral && !message.subtype)
}
