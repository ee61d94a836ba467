import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { PageScenario } from '../../protocol.ts'
import { icon } from '../icons.ts'
import { act } from '../state/act.ts'
import { useStore } from '../state/store.ts'

/** What can be broken on purpose, and is broken now: by service, the first one and those with trouble open. */
export function Scenarios(): VNode | null {
  const scenarios = useStore((state) => state.world?.scenarios)
  if (!scenarios || scenarios.length === 0) return null
  const services = [...new Set(scenarios.map(({ service = 'all' }) => service))]
  return html`<section aria-label="Scenarios" class="scenarios">
    <h2>Scenarios <small>break something on purpose</small></h2>
    ${services.map((service, nth) => {
      const own = scenarios.filter((one) => (one.service ?? 'all') === service)
      const broken = own.filter(({ running }) => running).length
      return html`<details key=${service} open=${nth === 0 || broken > 0}>
        <summary>${service} <small>${broken > 0 ? `${broken} running` : own.length}</small></summary>
        ${own.map((one) => html`<${Scenario} key=${one.name} scenario=${one} />`)}
      </details>`
    })}
  </section>`
}

function Scenario({ scenario: { name, title, says, running } }: { scenario: PageScenario }): VNode {
  return html`<div class="scenario ${running ? 'running' : ''}">
    <div class="scenario-words"><strong>${title}</strong><p>${says}</p></div>
    <button type="button" class="scenario-switch" aria-pressed=${running} aria-label="${running ? 'Stop' : 'Start'} ${title}"
      title=${running ? 'Stop' : 'Start'} onClick=${() => void act({ act: 'scenario', name, on: !running })}>
      ${icon(running ? 'stop' : 'play')}</button>
  </div>`
}
