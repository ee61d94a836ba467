import type { ListItem, TextBlock } from './ast.ts'
import { decodeEntities } from './ast.ts'
import { parseInline } from './mrkdwn-inline.ts'

const quoted = /^(?:>|&gt;) ?(.*)$/
const listed = /^(\s*)(?:([-•◦▪])|(\d+)[.)])\s+(\S.*)$/

type Run = { kind: 'quote' | 'bullet' | 'number' | 'text'; indent: number; start: number; lines: string[] }

function readLine(line: string): Run {
  const quote = quoted.exec(line)
  if (quote) return { kind: 'quote', indent: 0, start: 0, lines: [quote[1] ?? ''] }
  const [, space = '', bullet, number, rest = ''] = listed.exec(line) ?? []
  if (!bullet && !number) return { kind: 'text', indent: 0, start: 0, lines: [line] }
  const indent = Math.min(4, Math.floor(space.length / 2) + (bullet === '◦' ? 1 : 0))
  return { kind: bullet ? 'bullet' : 'number', indent, start: Number(number ?? 1), lines: [rest] }
}

/** Neighbouring lines of one kind belong together. */
function runs(lines: string[]): Run[] {
  const found: Run[] = []
  for (const run of lines.map(readLine)) {
    const last = found.at(-1)
    if (last && last.kind === run.kind && last.indent === run.indent) last.lines.push(...run.lines)
    else found.push(run)
  }
  return found
}

const paragraph = (text: string): TextBlock => ({ kind: 'paragraph', inside: parseInline(text) })

function block(run: Run): TextBlock {
  if (run.kind === 'text') return paragraph(run.lines.join('\n'))
  // As in Slack, a quote within a quote is only text: nothing nests without end.
  if (run.kind === 'quote') return { kind: 'quote', inside: [paragraph(run.lines.join('\n'))] }
  const items: ListItem[] = run.lines.map((line) => ({ inside: [paragraph(line)] }))
  return { kind: 'list', ordered: run.kind === 'number', start: run.start, indent: run.indent, items }
}

function parseLines(text: string): TextBlock[] {
  const rest = /(?:^|\n)(?:>>>|&gt;&gt;&gt;) ?/.exec(text)
  if (!rest) return text === '' ? [] : runs(text.split('\n')).map(block)
  const before = parseLines(text.slice(0, rest.index))
  return [...before, { kind: 'quote', inside: [paragraph(text.slice(rest.index + rest[0].length))] }]
}

/** Parses Slack's mrkdwn into blocks of text. Pure; the drawing is elsewhere. */
export function parseMrkdwn(text: string): TextBlock[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part, index): TextBlock[] => {
    if (index % 2 === 0) return parseLines(part.replace(index > 0 ? /^\n/ : '', '').replace(/\n$/, ''))
    return [{ kind: 'pre', text: decodeEntities(plain(part.slice(3, -3).replace(/^\n|\n$/g, ''))) }]
  })
}

/** Inside ``` only links are still marked up; there they show as what they say. */
function plain(text: string): string {
  return text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => label ?? target)
}
