import type { Voice } from '../../domain/describe.ts'

/** Markdown's way of saying things: what people typed cannot become markup, links or HTML. */
export function markdownVoice(name: (slackId: string) => string): Voice {
  const line = (text: string, max: number) => escaped(oneLine(named(text), max))
  const named = (text: string) => text.replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => name(id))
  const person = (id: string) => (id === 'muster' ? 'Muster' : escaped(name(id)))
  return {
    line,
    person,
    people: (ids) => ids.map(person).join(', '),
    channel: ({ name: channel }) => `#${escaped(channel)}`,
    severity: (severity) => severity.toUpperCase(),
  }
}

function oneLine(text: string, max: number): string {
  const flat = text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = Array.from(flat)
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : flat
}

/** Backslashes before what CommonMark reads as markup; entities for what HTML reads. */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
