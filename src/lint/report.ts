import { styleText } from 'node:util'
import { count } from '../domain/count.ts'
import { type Finding, type Gravity, gravities } from './finding.ts'

export type Report = {
  /** As the operator named it. */
  folder: string
  /** Whether the cluster was asked too. */
  cluster: boolean
  files: number
  findings: readonly Finding[]
}

export type Counts = Record<'errors' | 'warnings' | 'hints', number>

export const countOf = (findings: readonly Finding[]): Counts => {
  const of = (gravity: Gravity) => findings.filter(({ severity }) => severity === gravity).length
  return { errors: of('error'), warnings: of('warning'), hints: of('hint') }
}

/** The shape that docs/lint.md describes. It only grows; `version` changes if it ever does otherwise. */
export function jsonReport({ folder, cluster, files, findings }: Report): string {
  return JSON.stringify({ version: 1, folder, cluster, files, counts: countOf(findings), findings }, null, 2)
}

const colours = { error: 'red', warning: 'yellow', hint: 'cyan' } as const
const widest = Math.max(...gravities.map(({ length }) => length))

/** Grouped by file, a finding in two lines or more: what is wrong, what to do. Counts at the end. */
export function textReport({ folder, files, findings, cluster }: Report, coloured: boolean): string[] {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    coloured ? styleText(style, text, { validateStream: false }) : text
  const prefix = folder.replace(/\/+$/, '')
  const groups = [...Map.groupBy(findings, ({ file }) => file)]
  const lines = groups.flatMap(([file, inside]) => {
    const width = Math.max(...inside.map((one) => place(one).length))
    return [
      paint('underline', file === '.' ? prefix : `${prefix}/${file}`),
      ...inside.flatMap((one) => {
        const { severity, says, advice, rule } = one
        const indent = ' '.repeat(width + widest + 6)
        return [
          `  ${place(one).padStart(width)}  ${paint(colours[severity], severity.padEnd(widest))}  ${printable(says)}  ${paint('dim', rule)}`,
          ...advice
            .trimEnd()
            .split('\n')
            .map((line) => `${indent}${paint('dim', printable(line))}`),
        ]
      }),
      '',
    ]
  })
  return [...lines, summary(findings, files, cluster)]
}

const place = ({ line, column }: Finding) => `${line}:${column}`

/** A name from a file or a cluster moves no cursor and colours nothing. */
const printable = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '·')

function summary(findings: readonly Finding[], files: number, cluster: boolean): string {
  const { errors, warnings, hints } = countOf(findings)
  const looked = `${count(files, 'file')}${cluster ? ' and the cluster' : ''}`
  if (findings.length === 0) return `Looked at ${looked}: nothing to mend.`
  const found = [count(errors, 'error'), count(warnings, 'warning'), count(hints, 'hint')]
  return `Looked at ${looked}: ${found.join(', ')}.`
}
