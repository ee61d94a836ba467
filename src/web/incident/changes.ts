import { html } from 'hono/html'
import type { Incident } from '../../domain/incident.ts'
import type { RemediationRecord, RemediationState } from '../../domain/remediation.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { time, who, words } from '../words.ts'

const states: Record<RemediationState, string> = {
  planned: 'waits for approval',
  approved: 'approved',
  running: 'running',
  applied: 'made, being verified',
  verified: 'verified',
  failed: 'failed',
  unknown: 'unknown',
  rejected: 'rejected',
  expired: 'expired',
  stale: 'out of date',
}

/** Every remediation asked for: before and after, who asked, who approved, how it ended. */
export function changes(incident: Incident, reader: Reader): Html {
  const { remediations } = incident
  if (remediations.length === 0) return html``
  return html`<section aria-label="Changes">
    <h2>Changes to production</h2>
    ${remediations.map((one) => html`<article class="change">${change(one, reader)}</article>`)}
  </section>`
}

const change = (one: RemediationRecord, reader: Reader): Html => html`
  <h3>${words(one.title, reader)} <span class="badge state ${one.state}">${states[one.state]}</span></h3>
  ${one.title === one.plan.says ? '' : html`<p>${words(one.plan.says, reader)}</p>`}
  <dl class="diff">${one.plan.changes.map(
    ({ what, before, after }) => html`<div><dt>${words(what, reader)}</dt>
      <dd><del>${words(before, reader)}</del> <span aria-hidden="true">→</span> <ins>${words(after, reader)}</ins></dd></div>`,
  )}</dl>
  <p class="facts"><span>asked by ${who(one.requestedBy, reader)}, ${time(one.requestedAt, reader, 'minute')}</span>
    ${one.approvals.map(({ by, at }) => html`<span>approved by ${who(by, reader)}, ${time(at, reader, 'minute')}</span>`)}
    ${one.rejected ? html`<span>rejected by ${who(one.rejected.by, reader)}, ${time(one.rejected.at, reader, 'minute')}</span>` : ''}
    ${one.state === 'planned' ? html`<span>${one.approvalsNeeded === 0 ? 'needs no approval' : `${one.approvals.length} of ${one.approvalsNeeded} approvals`}</span>` : ''}</p>
  ${one.rejected ? html`<p>${words(one.rejected.reason, reader)}</p>` : ''}
  ${one.outcome ? html`<p>${words(one.outcome, reader)}</p>` : ''}
  ${one.evidence.length > 0 ? html`<pre>${one.evidence.join('\n')}</pre>` : ''}`
