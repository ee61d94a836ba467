import { shortId } from '../team/ids.ts'
import { holders } from './interactive.ts'

/** Gives blocks and elements that came without a name one of Slack's making. */
export function nameIds(blocks: unknown[]): void {
  for (const { source, elements } of holders(blocks)) {
    if (!source.block_id) source.block_id = shortId()
    for (const element of elements) if (!element.action_id) element.action_id = shortId()
  }
}
