/** A heading as a title: without numbers, emoji (also those that a wrong encoding broke), and closing colons. */
export function titleOf(heading: string): string {
  const words = heading
    .replaceAll('\n', ' ')
    .replace(/^(?:\p{Extended_Pictographic}|\uFE0F|\u200D|\s)+/u, '')
    .replace(/^ð[^\s\w]*\S{0,6}\s+/, '')
    .replace(/^\d+(?:\.\d+)*[.)]?\s+(?=\S)/, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*:+$/, '')
    .trim()
  return words === '' ? heading.replaceAll('\n', ' ').trim() : words
}

/** What a heading is about, without the kind of document: 'Alert: "High error rate"' is High error rate. */
export function situationOf(title: string): string {
  const bare = title
    .replace(
      /^(?:(?:incident|alert|service|operational|troubleshooting|on-?call)\s+)?(?:runbook|playbook|alert|alarm|alerte|sop)s?\s*[:–—-]\s+/i,
      '',
    )
    .replace(/^["'`“„«]+\s*(.*?)\s*["'`”“»]+$/, '$1')
    .trim()
  return bare === '' ? title : bare
}

/** What a document is about, without what kind of document it is. */
export function subjectOf(title: string): string {
  const kind = '(?:runbooks?|playbooks?|guide|manual|handbook|procedures|documentation|docs)'
  const words =
    '(?:(?:operations?|operational|operator|training|production|incident|response|sre|ops|on-?call)\\s+)*'
  const bare = situationOf(title)
    .replace(new RegExp(`^.*\\b${kind}\\s+for\\s+(?:the\\s+)?`, 'i'), '')
    .replace(new RegExp(`\\s*[-–—:|]?\\s*\\b${words}${kind}$`, 'i'), '')
    .trim()
  return bare === '' ? title : bare
}

/** With a capital letter, unless the first word is written in a way of its own: `etc-d`, iPhone. */
export const capital = (text: string): string =>
  /^\p{Ll}[\p{Ll}'’]*(?=[\s,.:;!?]|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text

/** As much as fits on one line; what does not is said elsewhere. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/, '')}…`
}

/** A name for a file or command: small letters, digits and "-". */
export const slug = (text: string, most = 60): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|['’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '')

/** Gives each name once: the second `web` is `web-2`. */
export class Names {
  readonly #taken = new Map<string, number>()

  take(name: string): string {
    const times = (this.#taken.get(name) ?? 0) + 1
    this.#taken.set(name, times)
    return times === 1 ? name : this.take(`${name}-${times}`)
  }
}
