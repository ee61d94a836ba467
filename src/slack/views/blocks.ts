import type {
  ActionsBlock,
  ActionsBlockElement,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types'
import { clean, plain } from '../mrkdwn.ts'

// Verbatim: Slack makes no links, channels or mentions out of what merely looks like one.
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

export const plainText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: plain(text, max),
  emoji: false,
})

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plainText(text, 150) })

/** Lines of markup; `false` and empty ones are left out. */
export function section(
  lines: readonly (string | false | undefined)[],
  accessory?: SectionBlock['accessory'],
): SectionBlock {
  return { type: 'section', text: mrkdwn(joined(lines)), ...(accessory && { accessory }) }
}

/** Slack takes 3,000 characters to a block. */
const fullSection = 2900

/** Many lines in as few blocks as hold them, so that they read as one list and are never folded up. */
export function sections(lines: readonly string[]): SectionBlock[] {
  const blocks: string[] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (last !== undefined && last.length + line.length < fullSection)
      blocks[blocks.length - 1] = `${last}\n${line}`
    else blocks.push(line)
  }
  return blocks.map((text) => ({ ...section([text]), expand: true }))
}

export const context = (...lines: readonly (string | false | undefined)[]): ContextBlock => ({
  type: 'context',
  elements: [mrkdwn(joined(lines))],
})

const joined = (lines: readonly (string | false | undefined)[]): string =>
  lines.filter(Boolean).join('\n') || '–'

export const actions = (elements: ActionsBlockElement[]): ActionsBlock => ({ type: 'actions', elements })

export const divider: DividerBlock = { type: 'divider' }

const mostLines = 30
const longestLine = 200
const longestOutput = 4000
/** What programs write to a terminal to colour it and to move about. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[a-zA-Z]`, 'g')

/** Output as it came, cut to what a thread can hold: the first lines, and how many there are besides. */
export function preformatted(lines: readonly string[]): RichTextBlock {
  const shown = fitting(lines)
  const rest = lines.length - shown.length
  return fixedWidth([...shown, ...(rest > 0 ? [`… ${rest} more lines`] : [])])
}

/** The same of what is still being written: its last lines, and how many there are before. */
export function preformattedTail(lines: readonly string[], running: boolean): RichTextBlock {
  const shown = fitting(lines.toReversed()).reverse()
  const rest = lines.length - shown.length
  const empty = shown.length === 0 && running ? ['(nothing yet)'] : []
  return fixedWidth([...(rest > 0 ? [`… ${rest} earlier lines left out`] : []), ...shown, ...empty])
}

const fixedWidth = (lines: readonly string[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: lines.join('\n') || '(no output)' }],
    },
  ],
})

/** As many lines as are shown, each cut to what a screen is wide. */
function fitting(lines: readonly string[]): string[] {
  const shown: string[] = []
  let length = 0
  for (const one of lines.slice(0, mostLines)) {
    const cleaned = clean(one.slice(0, longestLine * 2).replace(colours, '')).replace(/\n/g, ' ')
    const cut =
      cleaned.length > longestLine ? `${cleaned.slice(0, longestLine - 1).toWellFormed()}…` : cleaned
    length += cut.length + 1
    if (length > longestOutput) break
    shown.push(cut)
  }
  return shown
}
