import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../../src/practice/page/styles/tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark]],
  ),
)

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(color.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['page', 'soft', 'raised', 'side', 'warm']
const written = [
  ...surfaces.flatMap((under) => ['ink', 'ink-soft', 'link', 'danger'].map((ink) => [ink, under])),
  ...['page', 'soft', 'raised'].map((under) => ['ink-faint', under]),
  ...[
    ['accent-ink', 'accent'],
    ['accent-ink', 'accent-hover'],
    ['accent-text', 'accent-soft'],
    ['ink', 'accent-soft'],
    ['ink-soft', 'accent-soft'],
  ],
  ...[
    ['code-ink', 'code'],
    ['ink', 'code'],
    ['ink-soft', 'code'],
    ['link', 'mention'],
    ['mention-me-ink', 'mention-me'],
    ['mention-me-ink', 'warm'],
  ],
  ...[
    ['danger', 'danger-soft'],
    ['ink-soft', 'danger-soft'],
    ['rail-ink', 'rail'],
    ['ink-soft', 'side-hover'],
    ['ink-soft', 'line'],
  ],
]

test.each(
  ['light', 'dark'].flatMap((theme, at) =>
    written.map(([ink = '', under = '']) => ({ theme, at, ink, under })),
  ),
)('$ink can be read on $under in the $theme theme', ({ at, ink, under }) => {
  const [front, back] = [tokens.get(ink)?.[at], tokens.get(under)?.[at]]
  if (!front || !back) throw new Error(`No such color: ${ink} or ${under}`)
  expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5)
})

test.each([0, 1])('fields have an edge that can be seen (theme %i)', (at) => {
  expect(ratio(tokens.get('field-line')?.[at] ?? '', tokens.get('page')?.[at] ?? '')).toBeGreaterThanOrEqual(
    3,
  )
})
