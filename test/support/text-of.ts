/** Every word a person reads in a message, in order. */
export function textOf(message: { text?: string; blocks?: unknown }): string {
  const words: string[] = []
  collect(message.blocks, words)
  return words.length > 0 ? words.join('\n') : (message.text ?? '')
}

function collect(node: unknown, words: string[]): void {
  if (Array.isArray(node)) for (const one of node) collect(one, words)
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) {
      if (key === 'text' && typeof value === 'string') words.push(value)
      else collect(value, words)
    }
}
