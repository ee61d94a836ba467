import type { Section } from '../outline/section.ts'
import type { Said } from './draft.ts'
import { linesOfBlock } from './explanation.ts'

/** The name of an alert as Prometheus has them: `KubePodCrashLooping`. */
export const alertName = (text: string): string | undefined =>
  /^(?:[A-Z][a-z0-9]+){2,}(?:[A-Z]+[a-z0-9]*)*$/.test(text.trim()) ? text.trim() : undefined

export type Detection = { alerts: Said[]; when: Said[]; symptoms: Said[]; said: Said[] }

/** How one recognises it: alerts by name, what metrics say, what people notice. */
export function detectionOf(section: Section): Detection {
  const found: Detection = { alerts: [], when: [], symptoms: [], said: [] }
  const put = (words: { lead?: string; text: string; rest: string }, from: readonly number[]) => {
    const text = words.text.replaceAll('\n', ' ')
    const alert = alertName(words.rest)
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
      for (const { line, text } of block.rows) if (text.trim() !== '') found.said.push({ text, from: [line] })
  }
  const first = [...found.alerts, ...found.when, ...found.symptoms, ...found.said][0]
  if (first) first.from = [...section.lines, ...first.from]
  else found.said.push({ text: section.title, from: section.lines })
  return found
}
