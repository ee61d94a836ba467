import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useStore } from '../state/store.ts'

/** While a command's words are being typed, how they are meant stays in sight. */
export function CommandHint({ text }: { text: string }): VNode | null {
  const commands = useStore((state) => state.world?.commands)
  const name = /^(\/\S+)\s/.exec(text)?.[1]
  const command = commands?.find((one) => one.command === name)
  if (!command) return null
  return html`<div class="command-hint" role="status">
    <code>${command.command} ${command.usageHint}</code> <span>${command.description}</span>
  </div>`
}
