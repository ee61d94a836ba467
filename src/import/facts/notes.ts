import type { Fact } from '../draft/draft.ts'
import { linesOfSection } from '../draft/explanation.ts'
import type { Section } from '../outline/section.ts'
import { isMarkup } from '../read/source.ts'

/** A section as comments of service.yml, line by line. */
export const notesOf = (section: Section, textAt: (line: number) => string): Fact[] =>
  [...new Set(linesOfSection(section))]
    .sort((a, b) => a - b)
    .flatMap((line) => noteOf(section, line, textAt(line)))

export const noteOf = (section: Section, line: number, text: string): Fact[] =>
  isMarkup(text) ? [] : [{ kind: 'note', about: section.title, text: text.trim(), from: [line] }]
