import { html } from 'hono/html'
import { formatDuration } from '../../domain/duration.ts'
import type { Branch, Phase, Step } from '../../domain/playbook.ts'
import { doingOf, kindWords } from '../../domain/playbook-words.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { words } from '../words.ts'

/** A phase with its budget, its steps, and where its question leads. */
export const phaseOf = (phase: Phase, n: number, reader: Reader): Html => html`<section class="phase plan">
  <h2>${n + 1}. ${words(phase.name, reader)}
    ${phase.withinMs === undefined ? '' : html`<span class="clock">within ${formatDuration(phase.withinMs)}</span>`}</h2>
  ${stepsOf(phase.steps, reader)}
  ${phase.ask ? html`<p class="branch"><strong>${words(phase.ask, reader)}</strong></p>` : ''}
  ${phase.branches.map((branch) => branchOf(branch, reader))}
</section>`

const branchOf = ({ when, steps }: Branch, reader: Reader): Html => html`<div class="way">
  <h3>${words(when, reader)}</h3>
  ${stepsOf(steps, reader)}
</div>`

const stepsOf = (steps: readonly Step[], reader: Reader): Html =>
  steps.length === 0 ? html`` : html`<ol class="plan-steps">${steps.map((step) => stepOf(step, reader))}</ol>`

function stepOf(step: Step, reader: Reader): Html {
  const doing = doingOf(step)
  return html`<li><span class="kind ${step.kind}">${kindWords[step.kind]}</span>
    <span class="step"><span class="name">${words(step.title, reader)}</span>
      ${doing ? html`<code class="doing">${words(doing, reader)}</code>` : ''}
      ${step.details ? html`<span class="details">${step.details}</span>` : ''}</span></li>`
}
