/** What was half-typed stays where it was typed, per person and place, until it is sent or the page closes. */
const drafts = new Map<string, string>()

export const draftOf = (key: string): string => drafts.get(key) ?? ''

export function keepDraft(key: string, text: string): void {
  if (text) drafts.set(key, text)
  else drafts.delete(key)
}
