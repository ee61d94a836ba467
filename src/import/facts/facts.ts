import type { Block } from '../blocks/block.ts'
import type { Fact } from '../draft/draft.ts'
import { linesOfSection } from '../draft/explanation.ts'
import type { Section } from '../outline/section.ts'
import { severityAt } from '../outline/severities.ts'
import { escalationIn } from './escalation.ts'
import { noteOf } from './notes.ts'
import { contacts, levels } from './people.ts'
import { channels, dashboards } from './places.ts'
import { pledges } from './pledges.ts'
import { type Statement, statementsOf } from './statement.ts'

/** Each knows one kind of fact. The first that knows what is said answers; what nobody knows is a note. */
const readers: readonly ((statement: Statement) => Fact[])[] = [
  pledges,
  contacts,
  levels,
  dashboards,
  channels,
]

/** What a section says of the service. Every line of it is in one of the facts, markup aside. */
export function factsOf(section: Section, textAt: (line: number) => string): Fact[] {
  const sentences = [section, ...descendants(section)].flatMap((one) =>
    escalationIn(one.blocks).filter((fact) => isWritten(fact, textAt)),
  )
  const told = new Set(sentences.flatMap(({ from }) => [...from]))
  const statements = statementsOf(section).filter(({ from }) => !from.some((line) => told.has(line)))
  const others = statements.flatMap((statement) => {
    for (const read of readers) {
      const found = read(statement)
      if (found.length > 0 && found.every((fact) => isWritten(fact, textAt))) return found
    }
    return []
  })
  const facts = [...sentences, ...others]
  const known = new Set(facts.flatMap(({ from }) => [...from]))
  const notes = [section, ...descendants(section)].flatMap((one) =>
    [...new Set(linesOfSection({ ...one, children: [] }))].flatMap((line) =>
      known.has(line) ? [] : noteOf(one, line, textAt(line)),
    ),
  )
  return [...facts, ...notes]
}

/** Tables of severities anywhere in a document: what they promise counts where no section of its own says it. */
export const severityTables = (section: Section): Fact[] => [
  ...section.blocks
    .filter((block) => block.kind === 'table' && isSeverityTable(block))
    .flatMap((block) => statementsOf({ ...section, blocks: [block], children: [] }).flatMap(pledges)),
  ...section.children.flatMap(severityTables),
]

const isSeverityTable = ({ head, rows }: Extract<Block, { kind: 'table' }>): boolean =>
  /^(?:severity|sev|priority|level|schweregrad|priorität|sévérité|severidad|prioridad)\b/i.test(
    head[0] ?? '',
  ) && rows.filter(({ cells }) => severityAt(cells[0] ?? '') !== undefined).length > 1

/** Whether an address or channel stands in the source as it is: without markup, words may run into it. */
function isWritten(fact: Fact, textAt: (line: number) => string): boolean {
  const exact =
    fact.kind === 'contact'
      ? fact.email
      : fact.kind === 'dashboard'
        ? fact.url
        : fact.kind === 'channel'
          ? fact.name
          : ''
  return exact === '' || fact.from.some((line) => textAt(line).includes(exact))
}

const descendants = ({ children }: Section): Section[] =>
  children.flatMap((child) => [child, ...descendants(child)])
