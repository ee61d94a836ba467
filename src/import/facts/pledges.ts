import type { Fact } from '../draft/draft.ts'
import { severityAt } from '../outline/severities.ts'
import { timeIn } from '../outline/times.ts'
import type { Statement } from './statement.ts'

const responds = /respon(?:se|d)|acknowledge/i
const resolves = /resol(?:ution|ve)/i
const updates = /update/i

const timeKind = (text: string) =>
  resolves.test(text)
    ? ('resolveWithin' as const)
    : updates.test(text)
      ? ('updateEvery' as const)
      : responds.test(text)
        ? ('respondWithin' as const)
        : undefined

/** What a severity means, and how soon somebody responds and it is over. */
export function pledges({ label, text, cells, about, root, fromZero, from }: Statement): Fact[] {
  // Thresholds by severity say when something is alerted, not what is promised.
  if (/\balerts\b|threshold/i.test(root) && !/management|response/i.test(root)) return []
  const row = severityAt(label, fromZero)
  if (row && Object.keys(cells).length > 0)
    return Object.entries(cells).flatMap(([head, value]): Fact[] => {
      const kind = timeKind(head)
      const time = timeIn(value)
      if (kind) return time === undefined ? [] : [{ kind, severity: row, text: time, from }]
      return /^(?:description|definition|meaning|impact|criteria|what)/.test(head) && value !== ''
        ? [{ kind: 'definition', severity: row, text: value, from }]
        : []
    })
  if (row) {
    const time = timeIn(text)
    if (time !== undefined && (responds.test(about) || /^\W*(?:immediate|within|<)/i.test(text)))
      return [{ kind: 'respondWithin', severity: row, text: time, from }]
    if (text === '' || responds.test(about)) return []
    const soon = /\b(?:ack|acknowledge|acknowledged|respond|response)\b\D{0,16}(\d+\s*[a-z]+)/i.exec(
      text,
    )?.[1]
    const within = soon === undefined ? undefined : timeIn(soon)
    return [
      { kind: 'definition', severity: row, text, from },
      ...(within === undefined
        ? []
        : [{ kind: 'respondWithin' as const, severity: row, text: within, from }]),
    ]
  }
  const severity = severityAt(about, fromZero)
  if (!severity) return []
  const kind = timeKind(label)
  const time = timeIn(text)
  if (kind && time !== undefined) return [{ kind, severity, text: time, from }]
  return label === '' && text !== '' && !/\d/.test(text) ? [{ kind: 'definition', severity, text, from }] : []
}
