/** What somebody reads in a message, in order: blocks where there are any, else the text. */
export function wordsOf(message: { text: string; blocks: unknown }): string {
  const words = found(message.blocks)
  return (words.length > 0 ? words.join('\n') : message.text)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function found(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(found)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : found(value),
  )
}

/** The first line with the words in it, as a person reads it: no markup, no tick or bullet before it. */
export const lineWith = (text: string, words: string): string =>
  (text.split('\n').find((line) => line.includes(words)) ?? words)
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/ · <@\w+>/g, '')
    .replace(/<[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll('*', '')
    .replace(/^[✓•] /, '')
