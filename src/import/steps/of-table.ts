import type { Block } from '../blocks/block.ts'
import type { StepDraft } from '../draft/draft.ts'
import { doStep } from './step.ts'

/** A table among steps is something to look things up in: one step, a line for each row. */
export function tableSteps(
  { head, rows, lines }: Extract<Block, { kind: 'table' }>,
  label: string,
): StepDraft[] {
  const inRows = new Set(rows.flatMap((row) => [...row.lines]))
  const edges = lines.filter((line) => !inRows.has(line))
  const said = rows.map(({ cells, lines: from }) => ({
    text: `- ${cells.filter((cell) => cell !== '').join(' · ')}`,
    from,
  }))
  return [doStep(label, [], [{ text: head.join(' · '), from: edges }, ...said])]
}
