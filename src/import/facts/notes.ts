import type { Fact } from '../draft/draft.ts'
import { linesOfSection } from '../draft/explanation.ts'
import type { Section } from '../outline/section.ts'
import { isMarkup } from '../read/source.ts'
import { escalationIn } from './escalation.ts'

/** A section that says nothing to do: who is next in sentences, and all else as comments of service.yml, line by line. */
export function notesOf(section: Section, textAt: (line: number) => string): Fact[] {
  const sentences = escalationIn(section.blocks)
  const told = new Set(sentences.flatMap(({ from }) => [...from]))
  const notes = [...new Set(linesOfSection(section))]
    .filter((line) => !told.has(line))
    .sort((a, b) => a - b)
    .flatMap((line) => noteOf(section, line, textAt(line)))
  return [...sentences, ...notes]
}

export const noteOf = (section: Section, line: number, text: string): Fact[] =>
  isMarkup(text) ? [] : [{ kind: 'note', about: section.title, text: text.trim(), from: [line] }]
