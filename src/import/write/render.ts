import { Document } from 'yaml'
import { commentOf, type Mark, putComment } from './mark.ts'
import type { Drawn } from './playbook-data.ts'

/** YAML with its comments: a heading for the whole, one for each place, and notes at the end. */
export function render(
  { data, marks }: Drawn,
  words: { head: string[]; notes: string[]; textAt(line: number): string },
): string {
  const document = new Document(data)
  for (const mark of marks)
    putComment(document, mark.path, commentOf(mark, partAt(data, mark.path), words.textAt))
  document.commentBefore = words.head.map((line) => ` ${line}`).join('\n')
  if (words.notes.length > 0) document.comment = words.notes.map((line) => ` ${line}`).join('\n')
  return document.toString({ lineWidth: 110, flowCollectionPadding: true })
}

/** What stands at a place of the data. */
function partAt(data: unknown, path: Mark['path']): unknown {
  let value = data
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
