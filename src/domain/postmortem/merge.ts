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
  const mark = (text: string) => digest(text.replaceAll('\r\n', '\n')).slice(0, 12)
  const framed = (id: string, text: string) =>
    `<!-- muster:${id} ${mark(text)} -->\n${text}\n<!-- /muster:${id} -->`
  const drawn = sections.map(({ id, title, draw }) => ({ id, title, text: harmless(draw(facts)) }))
  if (standing === undefined) {
    const head = `# ${facts.incident.id}: ${facts.voice.line(facts.incident.title, 300)}\n`
    return [head, ...drawn.map(({ id, title, text }) => `## ${title}\n\n${framed(id, text)}\n`)].join('\n')
  }
  return drawn.reduce(
    (text, { id, text: fresh }) =>
      text.replace(frame(id), (whole: string, known: string, inner: string) =>
        mark(inner) === known ? framed(id, fresh) : whole,
      ),
    standing,
  )
}

const frame = (id: string) =>
  new RegExp(`<!-- muster:${id} ([0-9a-f]{12}) -->\\r?\\n([\\s\\S]*?)\\r?\\n<!-- /muster:${id} -->`)

/** Nothing that people typed may look like one of the comments. */
const harmless = (text: string) => text.replaceAll('<!--', '&lt;!--')
