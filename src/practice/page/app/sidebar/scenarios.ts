import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { icon } from '../icons.ts'
import { act } from '../state/act.ts'
import { useStore } from '../state/store.ts'

/** What can be broken on purpose, and is broken now. */
export function Scenarios(): VNode | null {
  const scenarios = useStore((state) => state.world?.scenarios)
  if (!scenarios || scenarios.length === 0) return null
  return html`<section aria-label="Scenarios" class="scenarios">
    <h2>Scenarios <small>break something on purpose</small></h2>
    ${scenarios.map(
      ({ name, title, says, running }) => html`<div key=${name} class="scenario ${running ? 'running' : ''}">
        <div class="scenario-words"><strong>${title}</strong><p>${says}</p></div>
        <button type="button" class="scenario-switch" aria-pressed=${running} aria-label="${running ? 'Stop' : 'Start'} ${title}"
          title=${running ? 'Stop' : 'Start'} onClick=${() => void act({ act: 'scenario', name, on: !running })}>
          ${icon(running ? 'stop' : 'play')}</button>
      </div>`,
    )}
  </section>`
}
