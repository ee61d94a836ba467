import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Inline, TextBlock } from '../../../src/practice/page/app/text/ast.ts'
import { parseMarkdown } from '../../../src/practice/page/app/text/markdown.ts'
import { parseMrkdwn } from '../../../src/practice/page/app/text/mrkdwn.ts'

function words(inline: Inline): string {
  if ('inside' in inline) return inline.inside.map(words).join('')
  return 'text' in inline ? inline.text : inline.kind === 'emoji' ? inline.name : ''
}
function wordsOf(block: TextBlock): string {
  switch (block.kind) {
    case 'pre':
      return block.text
    case 'quote':
      return block.inside.map(wordsOf).join('')
    case 'list':
      return block.items.flatMap((item) => item.inside.map(wordsOf)).join('')
    case 'table':
      return [block.head, ...block.rows].flat(2).map(words).join('')
    case 'rule':
      return ''
    default:
      return block.inside.map(words).join('')
  }
}
const letters = (text: string) => text.replace(/[^a-z]/g, '')
const markup = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      ' ',
      '\n',
      '*',
      '_',
      '~',
      '`',
      '```',
      '>',
      '<',
      ':',
      '• ',
      '1. ',
      '|',
      '-',
      '#',
      '[',
      ']',
      '(',
      ')',
    ),
  )
  .map((parts) => parts.join(''))

test('whatever somebody types in mrkdwn, no letter of it is lost', () => {
  const noAngles = markup.filter((typed) => !typed.includes('<'))
  fc.assert(
    fc.property(noAngles, (typed) => {
      expect(letters(parseMrkdwn(typed).map(wordsOf).join(''))).toBe(letters(typed))
    }),
  )
})

test('any text at all is parsed, and soon', () => {
  fc.assert(
    fc.property(fc.oneof(markup, fc.string({ unit: 'grapheme' })), (typed) => {
      parseMrkdwn(typed)
      parseMarkdown(typed)
    }),
  )
})

test('a long run of openers is read in a blink', () => {
  const started = performance.now()
  for (const opener of ['*a ', '<', '`', ':a', '_(', '>>> ', '[a](', '**a ', '- ', '> ']) {
    parseMrkdwn(opener.repeat(8000))
    parseMarkdown(opener.repeat(2500))
  }
  expect(performance.now() - started).toBeLessThan(2000)
})
