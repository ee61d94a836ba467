import { html } from 'hono/html'
import { formatDuration } from '../../domain/duration.ts'
import type { Branch, Phase, Step } from '../../domain/playbook.ts'
import { doingOf } from '../../domain/playbook-words.ts'
import type { Service } from '../../domain/service.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { words } from '../words.ts'
import { type Leads, prose } from './prose.ts'

/** What the steps of one playbook are read with. */
export type Around = { reader: Reader; leads: Leads; service: Service | undefined }

/** A phase with its budget, its steps, and where its question leads. */
export const phaseOf = (phase: Phase, n: number, around: Around): Html => html`<section class="phase plan">
  <h2>${n + 1}. ${words(phase.name, around.reader)}
    ${phase.withinMs === undefined ? '' : html`<span class="clock">within ${formatDuration(phase.withinMs)}</span>`}</h2>
  ${stepsOf(phase.steps, around)}
  ${phase.ask ? html`<p class="question">${words(phase.ask, around.reader)}</p>` : ''}
  ${phase.branches.map((branch) => branchOf(branch, around))}
</section>`

const branchOf = ({ when, steps }: Branch, around: Around): Html => html`<div class="way">
  <h3>${words(when, around.reader)}</h3>
  ${stepsOf(steps, around)}
</div>`

const stepsOf = (steps: readonly Step[], around: Around): Html =>
  steps.length === 0 ? html`` : html`<ol class="plan-steps">${steps.map((step) => stepOf(step, around))}</ol>`

const stepOf = (
  step: Step,
  around: Around,
): Html => html`<li><span class="kind ${step.kind}">${step.kind}</span>
    <span class="step"><span class="name">${words(step.title, around.reader)}</span>
      ${doing(step, around)}
      ${step.details ? html`<span class="details">${prose(step.details, around.leads)}</span>` : ''}</span></li>`

/** What a machine does, as it is written; what people are told or asked, as they read it; where a step leads. */
function doing(step: Step, { reader, service, leads }: Around): Html {
  const text = doingOf(step, service)
  if (text === undefined) return html``
  if (step.kind === 'do') return html`<span class="details">${prose(text, leads)}</span>`
  return step.kind === 'tell' || step.kind === 'ask'
    ? html`<q class="proposed">${words(text, reader)}</q>`
    : html`<code class="doing">${words(text, reader)}</code>`
}
