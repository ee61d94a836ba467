import { filesOf, read } from './sources.ts'

/** A block of YAML in a document, and what the comment above it says that it is. */
export type Example = { document: string; mark: string | undefined; text: string }

const blocks = /(?:<!-- ([^>\n]+) -->\n)?```yaml\n([\s\S]*?)```/g

export const examples: Example[] = filesOf('docs/*.md').flatMap((document) =>
  [...read(document).matchAll(blocks)].map(([, mark, text = '']) => ({ document, mark, text })),
)

/** Files by their place in a playbook folder; blocks of one file follow each other, as in the document. */
export function filesFrom(document: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const { mark, text } of examples.filter((one) => one.document === document))
    if (mark?.endsWith('.yml') && !mark.includes(' ')) files.set(mark, `${files.get(mark) ?? ''}${text}`)
  return files
}
