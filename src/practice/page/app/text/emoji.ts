const tones: Record<string, string> = { 2: '🏻', 3: '🏼', 4: '🏽', 5: '🏾', 6: '🏿' }

let pictures: Record<string, string> = {}

/** Fetches the names once, before the first drawing. Without them names stay names. */
export async function loadEmoji(): Promise<void> {
  const response = await fetch('/practice/page/emoji.json')
  const found: unknown = await response.json()
  if (typeof found !== 'object' || found === null) return
  pictures = Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === 'string'))
}

export function emojiCharacter(name: string, tone = ''): string | undefined {
  const found = pictures[name]
  return found && tone ? found.replace('\uFE0F', '') + (tones[tone] ?? '') : found
}

/** Names containing the words typed; those that begin with them first. */
export function findEmoji(query: string, most: number): string[] {
  const asked = query.toLowerCase()
  const names = Object.keys(pictures).filter((name) => name.includes(asked))
  const begins = (name: string) => (name.startsWith(asked) ? 0 : 1)
  return names.sort((a, b) => begins(a) - begins(b) || a.length - b.length).slice(0, most)
}
