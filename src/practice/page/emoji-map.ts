import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'

const shortcodes = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Most pictures show in colour by themselves; the older signs need the variation selector to. */
function character(hexcode: string): string {
  const points = hexcode.split('-').map((hex) => Number.parseInt(hex, 16))
  const text = String.fromCodePoint(...points)
  return points.length > 1 || /\p{Emoji_Presentation}/u.test(text) ? text : `${text}\uFE0F`
}

/** Every `:name:` of the iamcal set (the names Slack uses) with its characters. About 1,900 pictures. */
export function emojiMap(): Record<string, string> {
  const file = createRequire(import.meta.url).resolve('emojibase-data/en/shortcodes/iamcal.json')
  const known = shortcodes.parse(JSON.parse(readFileSync(file, 'utf8')))
  const map: Record<string, string> = {}
  for (const [hexcode, names] of Object.entries(known))
    for (const name of [names].flat()) map[name] = character(hexcode)
  return map
}
