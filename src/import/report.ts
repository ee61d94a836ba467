import type { Imported } from './import-runbook.ts'
import type { LeftOver } from './ledger.ts'
import type { DraftFile } from './write/files.ts'

/** What lint finds in the drafts. */
/** `files`: how many it looked at. */
export type Linted = { files: number; errors: number; warnings: number; hints: number }

export type Report = Imported & {
  /** The file as it was named, and where the drafts were put. */
  source: string
  out: string
  lint: Linted
}

export type Decision = { file: string; line: number; says: string }

/** What a person has to decide, at its line. */
export const decisionsIn = (files: readonly DraftFile[]): Decision[] =>
  files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((row, n) => {
      const says = /^\s*# DECIDE: (.*)$/.exec(row)?.[1]
      return says === undefined ? [] : [{ file, line: n + 1, says }]
    }),
  )

export function countsOf({ files, ledger }: Imported) {
  const of = (kind: DraftFile['kind']) => files.filter((one) => one.kind === kind).length
  const steps = { do: 0, check: 0, fix: 0, tell: 0 }
  for (const file of files)
    for (const kind of ['do', 'check', 'fix', 'tell'] as const) steps[kind] += file.steps[kind]
  const comments = ledger.encoded.filter(({ as }) => as === 'comment').length
  return {
    playbooks: of('playbook'),
    checklists: of('checklist'),
    steps,
    lines: {
      encoded: ledger.encoded.length - comments,
      comments,
      leftOver: ledger.leftOver.length,
    },
    decisions: decisionsIn(files).length,
  }
}

/** The shape that docs/import.md describes. It only grows; `version` changes if it ever does otherwise. */
export function jsonReport(report: Report): string {
  const { source, encoding, lines, service, out, files, ledger, lint } = report
  return JSON.stringify(
    {
      version: 1,
      source: { file: source, encoding, lines },
      service,
      out,
      counts: countsOf(report),
      files: files.map(({ file, kind, title, steps }) => ({ file, kind, title, steps })),
      decisions: decisionsIn(files),
      lint,
      encoded: ledger.encoded,
      leftOver: ledger.leftOver,
    },
    null,
    2,
  )
}

export const plural = (number: number, one: string, many = `${one}s`) =>
  `${number} ${number === 1 ? one : many}`

/** How many rows of what is left over a terminal shows. */
const most = 40

/** A summary for people; left-over lines that are only markup are counted and not shown. */
export function textReport(report: Report): string[] {
  const { out, ledger, lint, service } = report
  const { playbooks, checklists, steps, lines, decisions } = countsOf(report)
  const all = lines.encoded + lines.comments + lines.leftOver
  const share = (part: number) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`
  const shown = leftOverRows(ledger)
  return [
    `${plural(playbooks, 'playbook')} and ${plural(checklists, 'checklist')} for ${service}, in ${out}`,
    `  steps      ${steps.do} do, ${steps.check} check, ${steps.fix} fix, ${steps.tell} tell`,
    `  lines      ${lines.encoded} encoded, ${lines.comments} kept as comments, ${lines.leftOver} left over${lines.leftOver > 0 ? ` (${share(lines.leftOver)})` : ''}`,
    `  to decide  ${plural(decisions, 'place')} marked DECIDE`,
    `  lint       ${plural(lint.errors, 'error')}, ${plural(lint.warnings, 'warning')}, ${plural(lint.hints, 'hint')}${lint.files < report.files.length ? `, in the first ${lint.files} of ${report.files.length} files` : ''}`,
    ...(shown.length > 0 ? ['', 'Left over:', ...shown.slice(0, most).map((one) => `  ${one}`)] : []),
    ...(shown.length > most ? [`  … and ${shown.length - most} more: ask with --json`] : []),
  ]
}

/** What is left over, in rows; what is only markup is not worth one. */
export const leftOverRows = ({ leftOver }: Imported['ledger']): string[] =>
  runs(leftOver.filter(({ why }) => why !== 'markup'))

/** Lines that follow each other for one reason, in one row. */
function runs(left: readonly LeftOver[]): string[] {
  const found: { from: number; to: number; text: string; why: string }[] = []
  for (const { line, text, why } of left) {
    const last = found.at(-1)
    if (last && last.why === why && line - last.to <= 2) last.to = line
    else found.push({ from: line, to: line, text, why })
  }
  return found.map(({ from, to, text, why }) => {
    const where = from === to ? `line ${from}` : `lines ${from}–${to}`
    const begins = text.trim().slice(0, 60)
    return `${where}: ${why} (${printable(begins)}${to > from || text.trim().length > 60 ? ' …' : ''})`
  })
}

/** A line of a file moves no cursor and colours nothing. */
const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '·').toWellFormed()
