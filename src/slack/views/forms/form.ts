import type { KnownBlock, ModalView } from '@slack/types'
import { encodeRef, type ModalId, type Ref } from '../../actions.ts'
import { plainText } from '../blocks.ts'

/** A modal of ours: `private_metadata` says what it is about, as a `Ref`. Without `submit` it only tells. */
export const form = (
  id: ModalId,
  ref: Ref | undefined,
  words: { title: string; submit?: string },
  blocks: KnownBlock[],
): ModalView => ({
  type: 'modal',
  callback_id: id,
  ...(ref && { private_metadata: encodeRef(ref) }),
  title: plainText(words.title, 24),
  ...(words.submit && { submit: plainText(words.submit, 24) }),
  close: plainText(words.submit ? 'Cancel' : 'Close', 24),
  blocks,
})
