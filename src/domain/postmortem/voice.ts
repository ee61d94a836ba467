import type { Voice } from '../describe.ts'
import { bot } from '../incident-event.ts'
import { literal, shortened } from './literal.ts'
import { spoken } from './spoken.ts'

/** A file has room: what a phone's screen would cut is kept, up to a length nobody types by hand. */
const longest = 4000

/** Markdown's way of saying things. `name` answers a person's name, or the id of somebody unknown. */
export function markdownVoice(name: (slackId: string) => string): Voice {
  const line = (text: string) => literal(shortened(spoken(text, name), longest))
  const names = new Map([[bot, 'Muster']])
  const person = (id: string) => {
    const known = names.get(id) ?? literal(name(id))
    names.set(id, known)
    return known
  }
  return {
    line,
    title: (text) => `“${line(text)}”`,
    person,
    people: (ids) => ids.map(person).join(', '),
    channel: ({ name: channel }) => literal(`#${channel}`),
    severity: (severity) => severity.toUpperCase(),
    checked: (passed, title, summary) =>
      `checked “${line(title)}”: ${passed ? 'passed' : '**failed**'}. ${line(summary)}`,
  }
}
