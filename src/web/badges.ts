import { html } from 'hono/html'
import type { Severity } from '../domain/severity.ts'
import type { Html } from './layout.ts'

export const severityBadge = (severity: Severity | string): Html =>
  html`<span class="badge severity ${severity}">${severity.toUpperCase()}</span>`

/** The word itself tells; the colour helps. */
export const statusBadge = (status: string): Html =>
  html`<span class="badge status ${status}">${status}</span>`
