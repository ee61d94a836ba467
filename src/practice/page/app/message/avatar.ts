import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PagePerson } from '../../protocol.ts'

function initials({ realName, name }: PagePerson): string {
  const words = (realName || name).split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

const hex = (color: string) => (/^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace('#', '')}` : '#5b6770')

/** White or ink, whichever reads better on the color (relative luminance as WCAG has it). */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#14181c' : '#ffffff'
}

/** Initials on the person's own color; apps are square-cornered and carry a bolt. */
export function Avatar({
  person,
  size,
}: {
  person: PagePerson | undefined
  size: 'small' | 'middle' | 'large'
}): VNode {
  if (!person) return html`<span class="avatar ${size}" aria-hidden="true">?</span>`
  const color = hex(person.color)
  const looks = `avatar ${size} ${person.isBot ? 'app' : ''}`
  return html`<span class=${looks} style=${{ background: color, color: inkOn(color) }} aria-hidden="true">
    ${initials(person)}</span>`
}
