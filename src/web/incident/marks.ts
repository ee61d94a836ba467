import { html } from 'hono/html'
import type { StepStatus } from '../../domain/incident.ts'
import type { Html } from '../layout.ts'

const signs: Record<StepStatus, string> = {
  open: '○',
  running: '◐',
  passed: '✓',
  done: '✓',
  failed: '✕',
  skipped: '↷',
}

/** Seen as a sign, read aloud as a word. */
export const mark = (status: StepStatus): Html =>
  html`<span class="mark ${status}" role="img" aria-label="${status}">${signs[status]}</span>`
