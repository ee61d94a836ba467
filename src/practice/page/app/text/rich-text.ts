import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types'

type RichTextBlockElement = RichTextBlock['elements'][number]

import type { Inline, TextBlock } from './ast.ts'
import { isSafeUrl } from './ast.ts'

function bare(element: RichTextElement): Inline {
  switch (element.type) {
    case 'text':
      return { kind: 'text', text: element.text }
    case 'link': {
      const label: Inline = { kind: 'text', text: element.text || element.url }
      return isSafeUrl(element.url) ? { kind: 'link', url: element.url, inside: [label] } : label
    }
    case 'user':
      return { kind: 'user', id: element.user_id, label: '' }
    case 'channel':
      return { kind: 'channel', id: element.channel_id, label: '' }
    case 'usergroup':
      return { kind: 'group', id: element.usergroup_id, label: '' }
    case 'team':
      return { kind: 'group', id: element.team_id, label: '' }
    case 'broadcast':
      return { kind: 'broadcast', range: element.range }
    case 'emoji':
      return { kind: 'emoji', name: element.name, tone: '' }
    case 'color':
      return { kind: 'color', value: element.value }
    case 'date': {
      const { timestamp: at, format, url = '', fallback = '' } = element
      return { kind: 'date', at, format, url: isSafeUrl(url) ? url : '', fallback }
    }
  }
}

function inline(element: RichTextElement): Inline {
  const { style } = element
  const start = bare(element)
  let drawn: Inline = style?.code && start.kind === 'text' ? { kind: 'code', text: start.text } : start
  if (style?.bold) drawn = { kind: 'bold', inside: [drawn] }
  if (style?.italic) drawn = { kind: 'italic', inside: [drawn] }
  if (style?.strike) drawn = { kind: 'strike', inside: [drawn] }
  if (style?.underline) drawn = { kind: 'underline', inside: [drawn] }
  return drawn
}

const section = ({ elements }: Pick<RichTextSection, 'elements'>): TextBlock => ({
  kind: 'paragraph',
  inside: elements.map(inline),
})

function block(element: RichTextBlockElement): TextBlock {
  switch (element.type) {
    case 'rich_text_section':
      return section(element)
    case 'rich_text_list': {
      const items = element.elements.map((one) => ({ inside: [section(one)] }))
      return {
        kind: 'list',
        ordered: element.style === 'ordered',
        start: 1,
        indent: element.indent ?? 0,
        items,
      }
    }
    case 'rich_text_quote':
      return { kind: 'quote', inside: [section(element)] }
    case 'rich_text_preformatted':
      return { kind: 'pre', text: element.elements.map((one) => one.text ?? '').join('') }
  }
}

/** Slack's structured text as the same tree the two markups give. */
export const parseRichText = ({ elements }: Pick<RichTextBlock, 'elements'>): TextBlock[] =>
  elements.map(block)
