import { type Document, isCollection, isMap, isNode, isScalar } from 'yaml'
import type { Path } from '../../library/mistake.ts'
import type { Lines } from '../read/source.ts'

/** A place in a draft: which lines of the source went there, and what a person has to decide. */
export type Mark = { path: Path; from: Lines; decide: readonly string[] }

/** Lines longer than this go nowhere: no step could show them. */
export const longestLine = 4000

/** Words as they can be looked for, whatever stands around them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Words of a line of the source, without the numbers that only count entries. */
export const wordsOfLine = (line: string): string[] =>
  wordsOf(line.replace(/^[\s>]*(?:#+\s*)?(?:\d{1,4}[.)]\s+)?(?:[-*+]\s+)?(?:\[[ xX]\]\s+)?/, ''))

/**
 * The comment of a place: those lines of which some word is not said there, with their numbers, then what has to be
 * decided. So nothing is lost where a command became a check, or "15 minutes" became 15m.
 */
export function commentOf({ from, decide }: Mark, said: unknown, textAt: (line: number) => string): string[] {
  const words = new Set(wordsOf(typeof said === 'string' ? said : JSON.stringify(said ?? '')))
  const unsaid = [...new Set(from)]
    .sort((a, b) => a - b)
    .filter(
      (line) =>
        textAt(line).length <= longestLine && !wordsOfLine(textAt(line)).every((word) => words.has(word)),
    )
    .filter((line) => !/^\s*(?:```|~~~)/.test(textAt(line)))
  return [
    ...unsaid.map((line) => `line ${line}: ${textAt(line).trim().replaceAll('\t', ' ')}`),
    ...decide.map((one) => `DECIDE: ${one}`),
  ]
}

/** Puts a comment in front of a part of the document. */
export function putComment(document: Document, path: Path, lines: readonly string[]): void {
  if (lines.length === 0) return
  const text = lines.map((line) => ` ${line}`).join('\n')
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const last = path.at(-1)
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last)
    if (pair && isScalar(pair.key)) pair.key.commentBefore = joined(pair.key.commentBefore, text)
  } else if (isCollection(parent)) {
    const item = document.getIn(path, true)
    if (isNode(item)) item.commentBefore = joined(item.commentBefore, text)
  }
}

const joined = (before: string | null | undefined, text: string) => (before ? `${before}\n${text}` : text)
