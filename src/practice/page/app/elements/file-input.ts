import type { FileInput } from '@slack/types'
import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { act } from '../state/act.ts'
import type { Slot } from './surface.ts'
import { useTouch } from './surface.ts'

const idIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && 'id' in value ? [String(value.id)] : []

/** The bytes as a data address has them: base64, after the comma. */
const base64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** A file goes to the workspace as soon as it is chosen; the form then names it. */
async function send(file: File): Promise<{ id: string }[]> {
  const answer = await act({ act: 'choose-file', name: file.name, content: await base64(file) })
  return answer.ok ? idIn(answer.value).map((id) => ({ id })) : []
}

/** Files from this computer. */
export function FileInputElement({ element, slot }: { element: FileInput; slot: Slot }): VNode {
  const { keep } = useTouch(element, slot)
  const { type, filetypes, max_files: most = 10 } = element
  const onChange = async (event: Event) => {
    if (!(event.target instanceof HTMLInputElement)) return
    const sent = await Promise.all([...(event.target.files ?? [])].map(send))
    keep({ type, files: sent.flat() })
  }
  return html`<input class="field" type="file" id=${slot.id} aria-describedby=${slot.describedBy}
    accept=${filetypes?.map((one) => `.${one}`).join(',')} multiple=${most > 1} onChange=${onChange} />`
}
