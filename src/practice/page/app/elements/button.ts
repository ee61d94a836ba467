import type { Button } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { icon } from '../icons.ts'
import { isSafeUrl } from '../text/ast.ts'
import { plain } from '../text/text.ts'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'

export function ButtonElement({ element, slot }: { element: Button; slot: Slot }): VNode {
  const { click, waiting } = useTouch(element, slot)
  const { text, value, style, url } = element
  const press = () => {
    if (!waiting)
      void click({
        text,
        ...(value !== undefined && { value }),
        ...(style && { style }),
        ...(url && { url }),
      })
  }
  const looks = `button ${style ?? ''} ${waiting ? 'waiting' : ''}`
  const said = element.accessibility_label
  if (url && isSafeUrl(url))
    return html`<a class=${looks} href=${url} target="_blank" rel="noopener noreferrer" aria-label=${said}
      onClick=${press}>${plain(text)}${icon('out')}</a>`
  return html`<button type="button" class=${looks} aria-label=${said} aria-busy=${waiting} onClick=${press}>
    ${plain(text)}</button>`
}
