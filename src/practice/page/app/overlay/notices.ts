import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { icon } from '../icons.ts'
import type { Notice } from '../state/state.ts'
import { change, useStore } from '../state/store.ts'

const shownFor = 7000

function NoticeLine({ notice }: { notice: Notice }): VNode {
  const close = () =>
    change((state) => ({ ...state, notices: state.notices.filter((one) => one.id !== notice.id) }))
  useEffect(() => {
    const timer = setTimeout(close, shownFor)
    return () => clearTimeout(timer)
  }, [])
  return html`<div class="notice"><span>${notice.text}</span>
    <button type="button" class="bar-button" aria-label="Dismiss" onClick=${close}>${icon('close')}</button></div>`
}

/** What went wrong, or right, said in passing. */
export function Notices(): VNode {
  const notices = useStore((state) => state.notices)
  return html`<div class="notices" role="status" aria-live="polite">
    ${notices.map((notice) => html`<${NoticeLine} key=${notice.id} notice=${notice} />`)}
  </div>`
}
