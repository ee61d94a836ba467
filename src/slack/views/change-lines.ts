import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types'
import { type Change, glance } from '../../domain/remediation.ts'
import { plain } from '../mrkdwn.ts'

/** `before → after`, in rich text: what stands in a configuration is shown as it is, whatever it looks like. */
export function changeLines(changes: readonly Change[]): RichTextBlock[] {
  if (changes.length === 0) return []
  const lines: RichTextSection[] = changes
    .slice(0, glance.changes)
    .map((change) =>
      richLine(
        text(plain(change.what, 100), { bold: true }),
        text(': '),
        text(plain(change.before || 'nothing', 120)),
        text(' → '),
        text(plain(change.after || 'nothing', 120), { bold: true }),
      ),
    )
  const rest = changes.length - glance.changes
  if (rest > 0) lines.push(richLine(text(`and ${rest} more, in the thread`)))
  return [{ type: 'rich_text', elements: lines }]
}

const richLine = (...elements: RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements,
})

const text = (words: string, style?: { bold: true }): RichTextElement => ({
  type: 'text',
  text: words,
  ...(style && { style }),
})
