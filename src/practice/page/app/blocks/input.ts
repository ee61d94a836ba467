import type { InputBlock } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useContext, useId } from 'preact/hooks'
import { Element } from '../elements/element.ts'
import { SurfaceContext } from '../elements/surface.ts'
import { plain } from '../text/text.ts'

/** A labelled field. What is wrong with it is said below it, and read out with it. */
export function InputPart({ block, id }: { block: InputBlock; id: string }): VNode {
  const field = useId()
  const error = useContext(SurfaceContext).errors[id]
  const described = [block.hint && `${field}-hint`, error && `${field}-error`].filter(Boolean).join(' ')
  const slot = {
    blockId: id,
    dispatches: block.dispatch_action ?? false,
    id: field,
    ...(described && { describedBy: described }),
  }
  return html`<div class="block input ${error ? 'wrong' : ''}" data-block=${id}>
    <label class="label" id="${field}-label" for=${field}>
      ${plain(block.label)}
      ${block.optional ? html`<span class="optional">optional</span>` : html`<span class="required" title="Required">*</span>`}
    </label>
    <${Element} element=${block.element} slot=${slot} />
    ${error && html`<p class="field-error" id="${field}-error" role="alert">${error}</p>`}
    ${block.hint && html`<p class="hint" id="${field}-hint">${plain(block.hint)}</p>`}
  </div>`
}
