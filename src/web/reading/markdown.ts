import MarkdownIt from 'markdown-it'
import { hideComments } from './comments.ts'
import { drawTasks } from './tasks.ts'

/** A heading that the table of contents leads to. */
export type Heading = { id: string; title: string; level: number }

/** HTML in the file stays text. Comments are left out, as Markdown readers do. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  .use(hideComments)
  .use(drawTasks)

/** A Markdown file as HTML, with an id on every heading. Wide tables scroll by themselves. */
export function renderMarkdown(text: string): { html: string; headings: Heading[] } {
  const tokens = markdown.parse(text.replace(/^\uFEFF/, ''), {})
  const headings: Heading[] = []
  const taken = new Map<string, number>()
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const title = plainText(tokens[index + 1]?.children ?? [])
    const id = unique(slug(title), taken)
    token.attrSet('id', id)
    headings.push({ id, title, level: Number(token.tag.slice(1)) })
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings }
}

markdown.renderer.rules.table_open = () => '<div class="wide"><table>\n'
markdown.renderer.rules.table_close = () => '</table></div>\n'

const plainText = (tokens: readonly { type: string; content: string }[]) =>
  tokens
    .filter(({ type }) => ['text', 'text_special', 'code_inline'].includes(type))
    .map(({ content }) => content)
    .join('')

const slug = (title: string) =>
  `s-${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')}`

function unique(id: string, taken: Map<string, number>): string {
  const times = taken.get(id) ?? 0
  taken.set(id, times + 1)
  return times === 0 ? id : `${id}--${times + 1}`
}
