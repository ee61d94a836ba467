import type { Block } from '../blocks/block.ts'
import type { Fact } from '../draft/draft.ts'
import { timeIn } from '../outline/times.ts'
import type { Lines } from '../read/source.ts'
import { addressIn } from './people.ts'

const time = String.raw`(\d{1,4}\s*[a-z]+)`
const calls = String.raw`(?:escalate(?:\s+it)?\s+to|page|call|contact|notify)`
const whom = String.raw`(@?[^\s,;].{1,80}?)`

/** Each gives who is next, and after how long, in either order. */
const next: readonly { pattern: RegExp; who: number; when: number }[] = [
  {
    pattern: new RegExp(`^escalate(?:\\s+it)?\\s+to\\s+${whom}\\s+(?:after|within|in)\\s+${time}$`, 'iu'),
    who: 1,
    when: 2,
  },
  {
    pattern: new RegExp(`^after\\s+${time},?\\s+escalate(?:\\s+it)?\\s+to\\s+${whom}$`, 'iu'),
    who: 2,
    when: 1,
  },
  {
    pattern: new RegExp(
      `^if\\s+(?:nobody|no one|there is no|no|they do not|they don['’]t)\\b.{0,40}?\\b(?:after|within|in|for)\\s+${time},\\s+${calls}\\s+${whom}$`,
      'iu',
    ),
    who: 2,
    when: 1,
  },
]

const first = /^(?:(?:primary|current) )?on-?call\s*:\s*(\S.{1,120})$/iu

/** Who is on call, and who is called next, as somebody writes it in a sentence: levels of escalation, in order. */
export function escalation(text: string, from: Lines): Fact[] {
  const sentences = text.split(/(?<=[^.])\.(?:\s+|$)|\n/).map((one) => one.trim())
  return sentences.flatMap((sentence): Fact[] => {
    if (first.test(sentence)) return [{ kind: 'level', name: sentence, from }]
    for (const { pattern, who, when } of next) {
      const found = pattern.exec(sentence)
      const after = timeIn(found?.[when] ?? '')
      const named = found?.[who]
      if (named !== undefined && after !== undefined) return levelOf(named, after, from)
    }
    return []
  })
}

/** Somebody with an address is a person of organization.yml, by what stands in front of the "@". */
function levelOf(named: string, after: string, from: Lines): Fact[] {
  const email = addressIn(named)
  if (email === undefined) return [{ kind: 'level', name: named, after, from }]
  const name = email.split('@')[0] ?? email
  return [
    { kind: 'contact', name, email, from },
    { kind: 'level', name, after, from },
  ]
}

/** What paragraphs and entries of lists say of escalation. */
export const escalationIn = (blocks: readonly Block[]): Fact[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'text') return escalation(block.words.text, block.lines)
    if (block.kind !== 'list') return []
    return block.items.flatMap(({ words, lines, blocks: below }) => [
      ...escalation(words.text, lines),
      ...escalationIn(below),
    ])
  })
