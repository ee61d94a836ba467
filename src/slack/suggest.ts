import { suggestionBody } from './bodies.ts'
import type { Desk } from './desk.ts'
import { openedIn } from './opening.ts'
import type { Received } from './receive/delivery-id.ts'
import type { Accepted } from './receive/receive.ts'

/** The options of a field in an open form. They go into the acknowledgement, and nothing is kept of the question. */
export async function suggest({ suggestions, core }: Desk, body: Received['body']): Promise<Accepted> {
  const read = suggestionBody.safeParse(body)
  if (!read.success) return {}
  const { block_id, value, view } = read.data
  const asked = suggestions.find(({ modal, field }) => modal === view.callback_id && field === block_id)
  const groups = asked ? await asked.offer(value, openedIn(view.private_metadata).metadata, core) : []
  if (groups.length === 0) return { ack: { options: [] } }
  return {
    ack: {
      option_groups: groups.map(({ label, options }) => ({
        label: { type: 'plain_text', text: label },
        options: options.map(({ text, value = '', description }) => ({
          text: { type: 'plain_text', text: text.text },
          value,
          ...(description && { description: { type: 'plain_text', text: description.text } }),
        })),
      })),
    },
  }
}
