import { holders } from './interactive.ts'

const MOST_CHARTS = 2

/** Rules that concern several blocks: names are unique, one element has the focus, two charts at most. */
export function acrossBlocks(blocks: unknown, base: string): string[] {
  const all = holders(blocks, base)
  const errors: string[] = []
  const blockIds = new Set<string>()
  for (const { blockId, elements, at } of all) {
    if (blockId !== '' && blockIds.has(blockId))
      errors.push(`block_id "${blockId}" already exists [json-pointer:${at}/block_id]`)
    blockIds.add(blockId)
    const actionIds = elements.flatMap(({ action_id }) => action_id ?? [])
    const twice = actionIds.find((id, place) => actionIds.indexOf(id) !== place)
    if (twice !== undefined) errors.push(`action_id "${twice}" already exists [json-pointer:${at}]`)
  }
  if (all.flatMap(({ elements }) => elements).filter((one) => one.focus_on_load).length > 1)
    errors.push(`only one element may have focus_on_load [json-pointer:${base}]`)
  if (all.filter(({ source }) => source.type === 'data_visualization').length > MOST_CHARTS)
    errors.push(`no more than ${MOST_CHARTS} data_visualization blocks allowed [json-pointer:${base}]`)
  return errors
}
