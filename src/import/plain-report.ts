import { countsOf, leftOverRows, plural, type Report } from './report.ts'

/** For where no columns stand below each other: a few sentences, and after an empty line what is left over, row by row. */
export function plainReport(report: Report): string[] {
  const { playbooks, checklists, steps, lines, decisions } = countsOf(report)
  const { lint, service, files, ledger } = report
  const made = [
    plural(steps.check, 'check'),
    plural(steps.fix, 'fix', 'fixes'),
    plural(steps.tell, 'message to send', 'messages to send'),
    plural(steps.do, 'step for people', 'steps for people'),
  ].filter((one) => !one.startsWith('0 '))
  const all = lines.encoded + lines.comments + lines.leftOver
  const kept =
    lines.comments > 0 ? [`${lines.comments} kept as ${lines.comments === 1 ? 'a comment' : 'comments'}`] : []
  const rows = leftOverRows(ledger)
  const left =
    lines.leftOver === 0
      ? 'none left over.'
      : `${lines.leftOver} left over${rows.length > 0 ? ':' : ', only markup.'}`
  const looked = lint.files < files.length ? `, in the first ${lint.files} of ${files.length} files` : ''
  return [
    `${plural(playbooks, 'playbook')} and ${plural(checklists, 'checklist')} for ${service}${made.length > 0 ? `, with ${listed(made)}` : ''}.`,
    `${plural(decisions, 'place is', 'places are')} marked DECIDE. Lint finds ${plural(lint.errors, 'error')} and ${plural(lint.warnings, 'warning')}${looked}.`,
    [`${lines.encoded} of ${plural(all, 'line')} encoded`, ...kept, left].join(', '),
    ...(rows.length > 0 ? ['', ...rows] : []),
  ]
}

const listed = (all: readonly string[]): string =>
  all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join('')
