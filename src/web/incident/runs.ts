import { html } from 'hono/html'
import { formatDuration } from '../../domain/duration.ts'
import type { Incident, PhaseRecord, Run } from '../../domain/incident.ts'
import type { Phase, Playbook } from '../../domain/playbook.ts'
import { type RunStep, runSteps, settled, waitsForBranch } from '../../domain/run.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { time, who, words } from '../words.ts'
import { mark } from './marks.ts'

type Pair = { run: Run; playbook: Playbook | undefined }

/** The playbooks at work: phases with their clocks, steps with what came of them. */
export function playbookRuns(incident: Incident, runs: readonly Pair[], reader: Reader): Html {
  if (runs.length === 0)
    return html`<section><h2>Playbook</h2><p class="calm">No playbook runs in this incident.</p></section>`
  return html`${runs.map(
    ({ run, playbook }) => html`<section aria-label="Playbook">
      <h2><a href="/playbooks/${run.playbook}">${words(run.title, reader)}</a></h2>
      <p class="facts"><span>started by ${who(run.startedBy, reader)}, ${time(run.startedAt, reader, 'minute')}</span>
        ${run.endedAt ? html`<span>finished ${time(run.endedAt, reader, 'minute')}</span>` : ''}</p>
      ${playbook?.phases.map((phase, index) => phaseOf({ incident, run, playbook, phase, index }, reader))}
    </section>`,
  )}`
}

type At = { incident: Incident; run: Run; playbook: Playbook; phase: Phase; index: number }

function phaseOf({ incident, run, playbook, phase, index }: At, reader: Reader): Html {
  const record = run.phases[index] ?? { added: [] }
  const steps = runSteps(run, playbook, index)
  const current = run.phase === index && !run.endedAt
  const chosen = record.branch === undefined ? undefined : phase.branches[record.branch]?.when
  return html`<details class="phase${current ? ' current' : ''}${record.startedAt ? '' : ' ahead'}"${record.startedAt ? ' open' : ''}>
    <summary><span class="name">${index + 1}. ${words(phase.name, reader)}</span>
      <span class="tally">${steps.filter(settled).length}/${steps.length}</span>
      ${clock(phase, record, incident, reader)}</summary>
    ${chosen ? html`<p class="branch">${phase.ask ? html`${words(phase.ask, reader)} ` : ''}<strong>${words(chosen, reader)}</strong></p>` : ''}
    ${waitsForBranch(phase, record) && record.startedAt ? html`<p class="branch">${words(phase.ask ?? 'Which way?', reader)} <em>not answered yet</em></p>` : ''}
    <ul class="steps">${steps.map((step) => html`<li>${stepRow(step, reader)}</li>`)}</ul>
  </details>`
}

/** How long the phase takes or took, against its budget. */
function clock(phase: Phase, record: PhaseRecord, incident: Incident, reader: Reader): Html {
  const budget = phase.withinMs === undefined ? '' : formatDuration(phase.withinMs)
  if (!record.startedAt) return budget ? html`<span class="clock">within ${budget}</span>` : html``
  const end = record.endedAt ?? incident.resolvedAt ?? reader.now.toISOString()
  const ms = Date.parse(end) - Date.parse(record.startedAt)
  const over = phase.withinMs !== undefined && ms > phase.withinMs
  return html`<span class="clock${over ? ' late' : ''}">${formatDuration(ms)}${budget && ` of ${budget}`}</span>`
}

function stepRow({ step, record }: RunStep, reader: Reader): Html {
  const { by, at, assignee, reason, summary } = record
  const found = reason ?? summary
  return html`${mark(record.status)}<span class="step"><span class="name">${words(step.title, reader)}</span>
    ${found ? html`<span class="found">${words(found, reader)}</span>` : ''}
    <span class="facts">
      ${assignee && record.status === 'open' ? html`<span>given to ${who(assignee, reader)}</span>` : ''}
      ${by && at ? html`<span>${who(by, reader)}, ${time(at, reader, 'minute')}</span>` : at ? html`<span>${time(at, reader, 'minute')}</span>` : ''}
    </span></span>`
}
