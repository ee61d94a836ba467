import type { MarkdownIt } from 'markdown-it'

/** Draws `- [ ] something to do` with a box, as people expect of a list of action items. */
export function drawTasks(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'tasks', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      const item = state.tokens[index - 2]
      const first = token.children?.[0]
      if (token.type !== 'inline' || item?.type !== 'list_item_open' || first?.type !== 'text') continue
      const box = /^\[([ xX])\] /.exec(token.content)
      if (!box || !first.content.startsWith(box[0])) continue
      item.attrJoin('class', 'task')
      first.content = `${box[1] === ' ' ? '☐' : '☑'} ${first.content.slice(box[0].length)}`
    }
  })
}
