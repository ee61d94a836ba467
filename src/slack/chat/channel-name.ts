const LONGEST_NAME = 80

/** Letters that do not come apart into a base letter and a mark. */
const SPELLED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * A name Slack takes for a channel: at most 80 of `a-z 0-9 - _`. Accents are dropped, other scripts and signs
 * become a single hyphen, and a text with nothing left is called `incident`.
 */
export function channelName(wanted: string): string {
  const plain = wanted
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/\p{L}/gu, (letter) => SPELLED[letter] ?? letter)
    .replace(/[^a-z0-9_]+/g, '-')
  return tidy(plain.replace(/^-+/, '').slice(0, LONGEST_NAME)) || 'incident'
}

/** The name to try the `attempt`th time (1, 2, …): `inc-42-dns`, `inc-42-dns-2`, … */
export function nthName(name: string, attempt: number): string {
  if (attempt === 1) return name
  const suffix = `-${attempt}`
  return tidy(name.slice(0, LONGEST_NAME - suffix.length)) + suffix
}

const tidy = (name: string): string => name.replace(/-+$/, '')
