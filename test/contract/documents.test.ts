import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { filesOf, read, root } from './sources.ts'

const documents = filesOf('*.md', 'docs/*.md')

/** GitHub's name of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s/g, '-')

test.each(documents)('every link in %s leads somewhere', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  const dead = links.filter(([, file, heading]) => {
    const target = file ? path.posix.join(path.posix.dirname(document), file) : document
    if (!existsSync(path.join(root, target))) return true
    if (!heading) return false
    const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => anchor(words))
    return !headings.includes(heading)
  })
  expect(dead.map(([link]) => link)).toEqual([])
})

test('README.md leads to every document', () => {
  const reached = (file: string) =>
    [...read(file).matchAll(/\]\((?:docs\/)?([\w-]+\.md)/g)].map(([, name]) => name)
  const near = reached('README.md')
  const all = new Set([
    ...near,
    ...near.flatMap((name) => (name?.startsWith('CONTR') ? [] : reached(`docs/${name}`))),
  ])
  expect(
    documents.map((file) => path.basename(file)).filter((name) => name !== 'README.md' && !all.has(name)),
  ).toEqual([])
})

test('the commands in documents are scripts that exist', () => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  const named = documents.flatMap((file) =>
    [...read(file).matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name),
  )
  expect(named.filter((name) => !scripts.includes(name ?? ''))).toEqual([])
})
