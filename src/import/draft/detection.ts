import type { Section } from '../outline/section.ts'
import type { Said } from './draft.ts'
import { linesOfBlock } from './explanation.ts'

/** What has happened stands at the end of such a name; products (`OpenShift`, `PostgreSQL`) end otherwise. */
const state =
  /(?:Down|Up|High|Low|Slow|Fast|Full|Fail|Failed|Failing|Failures?|Errors?|Error|Looping|Ready|Mismatch|Exceeded|Missing|Stuck|Burn|Lag|Lagging|Rate|Latency|Usage|Overcommit|Unreachable|Unavailable|Unhealthy|Degraded|Space|Files|Leader|Absent|Lost|Stale|Stalled|Backlog|Expir\w+|Pressure|Flapping|Waiting|Restarts?|Restarting|Throttling|Blocked|Timeouts?|Leak|OOM\w*|5xx|Out|Inconsistent|Reached|Crashed|Killed|Dropped|Dropping|Outage|Saturat\w+|Spike|Limit)$/

/** The name of an alert as Prometheus has them: `KubePodCrashLooping`, `etcdMembersDown`. `sure`: it has to be one. */
export function alertName(text: string, sure = false): string | undefined {
  const name = text.trim().replace(/^`(.*)`$/, '$1')
  if (!/^[A-Za-z][A-Za-z0-9_]{4,80}$/.test(name) || !/[a-z]/.test(name)) return undefined
  const humps = name.match(/[A-Z]+[a-z0-9]*/g)?.length ?? 0
  return humps >= 2 && (sure || humps >= 4 || state.test(name)) ? name : undefined
}

export type Detection = { alerts: Said[]; when: Said[]; symptoms: Said[]; said: Said[] }

/** How one recognises it: alerts by name, what metrics say, what people notice. */
export function detectionOf(section: Section): Detection {
  const found: Detection = { alerts: [], when: [], symptoms: [], said: [] }
  const put = (words: { lead?: string; text: string; rest: string }, from: readonly number[]) => {
    const text = words.text.replaceAll('\n', ' ')
    const alert = alertName(words.rest, true)
    if (/^alerts?$/i.test(words.lead ?? '') && alert !== undefined) found.alerts.push({ text: alert, from })
    else if (text.length > 300) found.said.push({ text, from })
    else if (/^metrics?$/i.test(words.lead ?? '') && found.when.length === 0)
      found.when.push({ text: words.rest.replaceAll('\n', ' '), from })
    else
      found.symptoms.push({
        text: /^(?:alerts?|symptoms?)$/i.test(words.lead ?? '') ? words.rest.replaceAll('\n', ' ') : text,
        from,
      })
  }
  for (const block of section.blocks) {
    if (block.kind === 'text') put(block.words, block.lines)
    else if (block.kind === 'list')
      for (const item of block.items) put(item.words, [...item.lines, ...item.blocks.flatMap(linesOfBlock)])
    else if (block.kind === 'code')
      for (const { line, text } of block.rows) {
        const alert = alertName(/^\s*(?:[-*]\s+)?(\w+)(?=:|\s|$)/.exec(text)?.[1] ?? '', true)
        if (alert !== undefined) found.alerts.push({ text: alert, from: [line] })
        else if (text.trim() !== '') found.said.push({ text, from: [line] })
      }
  }
  const first = [...found.alerts, ...found.when, ...found.symptoms, ...found.said][0]
  if (first) first.from = [...section.lines, ...first.from]
  else found.said.push({ text: section.title, from: section.lines })
  for (const below of section.children.map(detectionOf))
    for (const kind of ['alerts', 'when', 'symptoms', 'said'] as const) found[kind].push(...below[kind])
  return found
}
