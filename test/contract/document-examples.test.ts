import { describe, expect, test } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import { sayProblem } from '../../src/library/open-library.ts'
import { lintFolder } from '../../src/lint/folder.ts'
import { lintOffline } from '../../src/lint/lint.ts'
import { remediations } from '../../src/remediations/index.ts'
import { examples, filesFrom } from './document-examples.ts'
import { read } from './sources.ts'

const folder = filesFrom('docs/playbooks.md')

function lint(files: ReadonlyMap<string, string>) {
  const bytes = [...files].map(([file, text]) => [file, new TextEncoder().encode(text)] as const)
  return lintOffline(lintFolder(new Map(bytes), { checks, remediations }))
}

/** What is wrong with the folder of the guide once some files are others. */
const wrongWith = (files: Record<string, string>) =>
  lint(new Map([...folder, ...Object.entries(files)]))
    .filter(({ severity }) => severity !== 'hint')
    .map(({ file, line, says }) => `${file}:${line} ${says}`)

describe('what the documents show of playbooks', () => {
  test('the guide shows a whole folder, in which lint finds nothing to mend', () => {
    expect([...folder.keys()].toSorted()).toEqual(['organization.yml', 'shop/service.yml', 'shop/slow.yml'])
    expect(lint(folder).map(({ file, line, rule, says }) => [file, line, rule, says])).toEqual([])
  })

  test('the mistake that the guide tells of is told so', () => {
    const slow = folder.get('shop/slow.yml') ?? ''
    const broken = new Map([...folder, ['shop/slow.yml', slow.replace('check: http', 'check: htpp')]])
    const [found, another] = lint(broken).filter(({ severity }) => severity === 'error')
    expect(another).toBeUndefined()
    const said = found && sayProblem({ ...found, path: '', kept: true })
    expect(read('docs/playbooks.md')).toContain(`\n${said}\n`)
  })

  const parts = examples.filter(({ mark }) => mark === 'part of service.yml')
  test.each(parts)('$document shows a part of a service.yml that is read as it stands', ({ text }) => {
    const service = `name: Other\nowners: [ana]\nresponders: [bob]\n${text}`
    expect(wrongWith({ 'other/service.yml': service })).toEqual([])
  })

  const steps = examples.filter(({ mark }) => mark === 'steps')
  test.each(steps)('$document shows steps that are read as they stand', ({ text }) => {
    const target = /deployment: ([\w-]+)/.exec(text)?.[1] ?? 'web'
    const list = text.replaceAll(target, 'web').replace(/^/gm, '      ')
    const playbook = `title: Other\ndeclare: [p2]\nphases:\n  - name: Only\n    steps:\n${list}`
    expect(wrongWith({ 'shop/other.yml': playbook })).toEqual([])
  })

  test('every block of YAML about playbooks says what it is, so that it is read here', () => {
    const about = ['playbooks', 'checks-and-remediations', 'remediations'].map((name) => `docs/${name}.md`)
    const unmarked = examples.filter(({ document, mark }) => about.includes(document) && mark === undefined)
    expect(unmarked).toEqual([])
    expect(parts.length + steps.length).toBeGreaterThan(1)
  })
})
