import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { icon } from '../icons.ts'
import { Choices } from '../overlay/choices.ts'
import { Popover, usePopover } from '../overlay/popover.ts'
import { act } from '../state/act.ts'
import { useStore } from '../state/store.ts'

/** The lightning: what apps offer everywhere, and the commands for those who would rather point. */
export function Shortcuts({ onCommand }: { onCommand: (command: string) => void }): VNode {
  const { anchor, open, toggle, close } = usePopover()
  const world = useStore((state) => state.world)
  const global = (world?.shortcuts ?? []).filter((shortcut) => shortcut.type === 'global')
  const choices = [
    ...global.map(({ callbackId, name, description }) => ({
      key: callbackId,
      label: name,
      words: `${name} ${description}`,
      note: description,
      group: 'Shortcuts',
    })),
    ...(world?.commands ?? []).map(({ command, description }) => ({
      key: command,
      label: command,
      words: `${command} ${description}`,
      note: description,
      group: 'Commands',
    })),
  ]
  const pick = (key: string) => {
    close()
    if (key.startsWith('/')) onCommand(key)
    else void act({ act: 'shortcut', callbackId: key })
  }
  return html`<button ref=${anchor} type="button" class="tool" aria-label="Shortcuts and commands" title="Shortcuts and commands"
      aria-haspopup="listbox" aria-expanded=${open} onClick=${toggle}>${icon('bolt')}</button>
    ${
      open &&
      html`<${Popover} anchor=${anchor} label="Shortcuts and commands" onClose=${close}>
        <${Choices} label="Shortcuts and commands" choices=${choices} onPick=${pick} />
      <//>`
    }`
}
