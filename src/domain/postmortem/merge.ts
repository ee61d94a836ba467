import type { Facts } from './facts.ts'
import { sections } from './sections.ts'

/** A hexadecimal digest of a text. */
export type Digest = (text: string) => string

/**
 * The post-mortem as Markdown. Each section stands between two comments; the first bears a digest of what
 * was written there. A section whose text no longer has that digest was edited: it is the people's now and
 * stays as it is, and so does everything outside the sections. A section they deleted stays deleted.
 */
export function writePostmortem(facts: Facts, standing: string | undefined, digest: Digest): string {
  const mark = (text: string) => digest(text).slice(0, 12)
  const drawn = sections.map(({ id, title, draw }) => ({ id, title, text: draw(facts).trim() }))
  if (standing === undefined) {
    const title = facts.voice.line(facts.incident.title, 300)
    const parts = drawn.map(
      (section) => `## ${section.title}\n\n${framed(section.id, mark(section.text), section.text)}\n`,
    )
    return [`# ${facts.incident.id}: ${title}\n`, about, ...parts].join('\n')
  }
  return drawn.reduce(
    (whole, { id, text }) =>
      whole.replace(frame(id), (found: string, known: string, inner: string) => {
        const unix = inner.replaceAll('\r\n', '\n')
        if (mark(unix) !== known || unix === text) return found
        const fresh = framed(id, mark(text), text)
        return found.includes('\r\n') ? fresh.replaceAll('\n', '\r\n') : fresh
      }),
    standing,
  )
}

const about = `<!-- Muster writes the parts between its comments and keeps them up to date until you edit them: then
they are yours. Whatever you write outside of them stays too. -->
`

const framed = (id: string, mark: string, text: string) =>
  `<!-- muster:${id} ${mark} -->\n${text}\n<!-- /muster:${id} -->`

/** Only whole lines are comments of ours: nothing that was typed in Slack ever begins a line. */
const frame = (id: string) =>
  new RegExp(
    `^<!-- muster:${id} ([0-9a-f]{12}) -->[ \\t]*\\r?\\n([\\s\\S]*?)\\r?\\n<!-- /muster:${id} -->[ \\t]*$`,
    'm',
  )
