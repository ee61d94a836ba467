import { go } from './state/go.ts'
import { change, getState } from './state/store.ts'

/** The next or previous channel of the sidebar, going round at the ends. */
function step(by: number): void {
  const { world, place } = getState()
  const mine = (world?.channels ?? [])
    .filter((channel) => channel.member && !channel.archived && channel.kind !== 'im')
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  const at = mine.findIndex((channel) => place?.at === 'channel' && channel.id === place.id)
  const next = mine[(at + by + mine.length) % mine.length]
  if (next) go({ at: 'channel', id: next.id })
}

/** Ctrl or Cmd+K goes anywhere; Alt with the arrows goes from channel to channel. */
export function onKey(event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey
  if (command && event.key.toLowerCase() === 'k') {
    change((state) => ({ ...state, panel: state.panel === 'switcher' ? undefined : 'switcher' }))
  } else if (event.altKey && event.key === 'ArrowDown') step(1)
  else if (event.altKey && event.key === 'ArrowUp') step(-1)
  else return
  event.preventDefault()
}
