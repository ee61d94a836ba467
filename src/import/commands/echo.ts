import { hasPlaceholder } from '../shell/placeholders.ts'
import type { Recogniser } from './recogniser.ts'

/** `echo "…"`: words that somebody is meant to say. */
export const echo: Recogniser = (command) => {
  const [program, ...words] = command.parts[0]?.words ?? []
  if (program !== 'echo' || command.parts.length > 1 || !command.simple) return undefined
  const text = words.filter((word) => !/^-[en]+$/.test(word)).join(' ')
  return text.trim() === '' || words.some(hasPlaceholder) ? { kind: 'copy' } : { kind: 'say', text }
}
