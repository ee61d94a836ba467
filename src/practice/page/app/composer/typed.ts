import type { World } from '../state/state.ts'

/** What was said, as it was typed: the workspace made links of names and addresses; editing needs them back. */
export function asTyped(text: string, world: World | undefined): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const person = world?.people.find((one) => one.id === id)
      return person ? `@${person.name}` : whole
    })
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (whole, id: string, label?: string) => {
      const name = world?.channels.find((one) => one.id === id)?.name ?? label
      return name ? `#${name}` : whole
    })
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<!subteam\^\w+\|(@[^>]+)>/g, '$1')
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
