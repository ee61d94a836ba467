import { escapeToBuffer } from 'hono/utils/html'
import type { Voice } from '../../domain/describe.ts'
import type { Reader } from '../reader.ts'
import { who, words } from '../words.ts'

/** Says things in HTML: everything that was typed is escaped. */
export function htmlVoice(reader: Reader): Voice {
  const line = (text: string) => escaped(words(text, reader))
  const person = (id: string) => `<b>${escaped(who(id, reader))}</b>`
  return {
    line,
    title: (text) => `“${line(text)}”`,
    person,
    people: (ids) => ids.map(person).join(', '),
    channel: ({ name }) => escaped(`#${name}`),
    severity: (severity) => severity.toUpperCase(),
    checked: (passed, title, summary) =>
      `checked “${line(title)}”: <span class="${passed ? 'good">passed' : 'bad">failed'}</span> · ${line(summary)}`,
  }
}

export function escaped(text: string): string {
  const buffer: [string] = ['']
  escapeToBuffer(text, buffer)
  return buffer[0]
}
