import type { MarkdownIt } from 'markdown-it'

/** Leaves out `<!-- … -->` where it stands on lines of its own; elsewhere it is text like everything else. */
export function hideComments(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'html_block',
    'comment',
    (state, startLine, endLine, silent) => {
      if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
      const lineAt = (line: number) =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
      const first = lineAt(startLine)
      if (!first.startsWith('<!--')) return false
      for (let line = startLine; line < endLine; line++) {
        const text = line === startLine ? first.slice(4) : lineAt(line)
        const end = text.indexOf('-->')
        if (end < 0) continue
        if (text.slice(end + 3).trim() !== '') return false
        if (!silent) state.line = line + 1
        return true
      }
      return false
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  )
}
