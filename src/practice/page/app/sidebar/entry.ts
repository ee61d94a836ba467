import { html } from 'htm/preact'
import type { ComponentChildren, VNode } from 'preact'

type Props = {
  sign: ComponentChildren
  name: string
  open: boolean
  unread?: boolean
  badge?: number
  onOpen: () => void
}

/** One line of the sidebar. */
export function Entry({ sign, name, open, unread = false, badge = 0, onOpen }: Props): VNode {
  const looks = `entry ${open ? 'open' : ''} ${unread ? 'unread' : ''}`
  const said = unread ? `${name}, unread` : name
  return html`<button type="button" class=${looks} aria-current=${open ? 'page' : undefined} aria-label=${badge > 0 ? `${said}, ${badge} for you` : said}
    onClick=${onOpen}>
    <span class="entry-sign">${sign}</span><span class="entry-name">${name}</span>
    ${badge > 0 && html`<span class="badge">${badge}</span>`}
  </button>`
}
