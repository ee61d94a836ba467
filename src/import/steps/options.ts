import type { StepDraft } from '../draft/draft.ts'
import { shorten } from '../outline/title.ts'
import type { Piece } from './pieces.ts'

const option = /^(option \w{1,2})\b\s*[:.)-]?\s*(.*)$/i

/** "Option A: …", "Option B: …" among the steps of a script: one of them is chosen. */
export function optionPieces(steps: readonly StepDraft[]): Piece[] {
  const first = steps.findIndex(({ title }) => option.test(title))
  const names = new Set(steps.flatMap(({ title }) => option.exec(title)?.[1]?.toLowerCase() ?? []))
  if (names.size < 2 || !steps.slice(first).every(({ title }) => option.test(title)))
    return [{ kind: 'steps', steps: [...steps] }]
  const groups = Map.groupBy(steps.slice(first), ({ title }) => option.exec(title)?.[1]?.toLowerCase() ?? '')
  const branches = [...groups.values()].map((inside) => {
    const title = shorten((inside[0]?.title ?? '').split(': ').slice(0, 2).join(': '), 150)
    return { title, when: title, steps: inside, from: [] }
  })
  return [
    ...(first > 0 ? [{ kind: 'steps' as const, steps: steps.slice(0, first) }] : []),
    { kind: 'branches', branches, from: [] },
  ]
}
