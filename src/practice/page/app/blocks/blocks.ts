import type { AnyBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Surface } from '../elements/surface.ts'
import { SurfaceContext } from '../elements/surface.ts'
import { blockId } from '../elements/values.ts'
import type { SurfacePlace } from '../state/surface-key.ts'
import { drawBlock } from './block.ts'

const noErrors: Record<string, string> = {}

type Props = { blocks: AnyBlock[]; place: SurfacePlace; errors?: Record<string, string> }

/** A stack of Block Kit blocks and what they need to know about where they stand. */
export function Blocks({ blocks, place, errors = noErrors }: Props): VNode {
  const surface: Surface = { place, blocks, errors }
  return html`<${SurfaceContext.Provider} value=${surface}>
    <div class="blocks">${blocks.map((block, index) => drawBlock(block, blockId(block, index)))}</div>
  <//>`
}
