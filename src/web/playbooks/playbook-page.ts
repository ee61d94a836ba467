import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Playbook } from '../../domain/playbook.ts'
import { isForIncidents } from '../../domain/playbook.ts'
import { usedWhen } from '../../domain/playbook-words.ts'
import { NotHere } from '../failures.ts'
import { type Html, page } from '../layout.ts'
import { type Reader, readerOf, type Sources } from '../reader.ts'
import { words } from '../words.ts'
import { phaseOf } from './steps.ts'

/** Every playbook, to be read and printed. */
export function servePlaybooks(site: Hono, core: Sources): void {
  site.get('/playbooks', (context) => {
    const reader = readerOf(core)
    const services = core.library.services()
    context.header('cache-control', 'no-cache')
    return context.html(
      page(
        { title: 'Playbooks' },
        html`<main class="list"><h1>Playbooks</h1>
          ${services.map(({ id, name }) => shelf(name, playbooksOf(core, id), reader))}</main>`,
      ),
    )
  })
  site.get('/playbooks/:service/:name{.+}', (context) => {
    const { service, name } = context.req.param()
    const found = core.library.playbook(`${service}/${name}`)?.playbook
    if (!found) throw new NotHere('There is no such playbook in the folder.')
    const reader = readerOf(core)
    context.header('cache-control', 'no-cache')
    return context.html(page({ title: words(found.title, reader) }, whole(found, reader)))
  })
}

const playbooksOf = (core: Sources, service: string): Playbook[] =>
  core.library.playbooks(service).map(({ playbook }) => playbook)

function shelf(name: string, all: readonly Playbook[], reader: Reader): Html {
  const kinds: [string, Playbook[]][] = [
    ['For incidents', all.filter(isForIncidents)],
    ['Checklists', all.filter(({ checklist }) => checklist)],
    ['Maintenance', all.filter(({ maintenance }) => maintenance)],
  ]
  return html`<section><h2>${name}</h2>
    ${kinds.map(([kind, some]) =>
      some.length === 0
        ? ''
        : html`<h3>${kind}</h3><ul class="rows">${some.map(
            (one) => html`<li><a href="/playbooks/${one.id}">${words(one.title, reader)}</a>
              <span class="facts"><span>${usedWhen(one)}</span></span></li>`,
          )}</ul>`,
    )}</section>`
}

function whole(playbook: Playbook, reader: Reader): Html {
  const { title, summary, service, detect, maintenance, freeze, phases } = playbook
  const signs = [...(detect?.when ? [detect.when] : []), ...(detect?.symptoms ?? [])]
  return html`<main class="list playbook">
    <p class="eyebrow"><a href="/playbooks">Playbooks</a> · ${reader.service(service) ?? service}</p>
    <h1>${words(title, reader)}</h1>
    <p class="facts"><span>${usedWhen(playbook)}</span></p>
    ${summary ? html`<p>${words(summary, reader)}</p>` : ''}
    ${signs.length > 0 ? html`<h2>Recognised by</h2><ul>${signs.map((one) => html`<li>${words(one, reader)}</li>`)}</ul>` : ''}
    ${detect?.alerts.length ? html`<p>Alerts: ${detect.alerts.map((one) => html`<code>${one}</code> `)}</p>` : ''}
    ${freeze ? html`<p class="notice">Freezes ${freeze.targets.join(', ')}: ${words(freeze.because, reader)}</p>` : ''}
    ${phases.map((phase, n) => phaseOf(phase, n, reader))}
    ${maintenance ? html`<h2>If it goes wrong</h2><p>${words(maintenance.rollback, reader)}</p>` : ''}
  </main>`
}
