import type { ModalView } from '@slack/types'

/** A form remembers where it was opened: its answer belongs there. */
export const openingIn = (channel: string, form: ModalView): ModalView => ({
  ...form,
  private_metadata: `${channel} ${form.private_metadata ?? ''}`,
})

/** Where a form was opened, and what it is about. */
export function openedIn(metadata: string): { channel: string; metadata: string } {
  const gap = metadata.indexOf(' ')
  return { channel: metadata.slice(0, Math.max(gap, 0)), metadata: metadata.slice(gap + 1) }
}
