import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Playbook } from '../../domain/playbook.ts'
import { usedWhen } from '../../domain/playbook-words.ts'
import { NotHere } from '../failures.ts'
import { type Html, page } from '../layout.ts'
import { type Reader, readerOf, type Sources } from '../reader.ts'
import { words, zoneNote } from '../words.ts'
import { playbookList, shelfOf } from './playbook-list.ts'
import { type Leads, paragraphs } from './prose.ts'
import { promisesOf } from './service-page.ts'
import { type Around, phaseOf } from './steps.ts'

/** Every playbook, to be read and printed. */
export function servePlaybooks(site: Hono, core: Sources): void {
  site.get('/playbooks', (context) => {
    const query = (context.req.query('q') ?? '').trim().slice(0, 200)
    const shelves = core.library.services().map(({ id, name }) => ({
      id,
      name,
      playbooks: core.library.playbooks(id).map(({ playbook }) => playbook),
    }))
    context.header('cache-control', 'no-cache')
    return context.html(page({ title: 'Playbooks' }, playbookList(shelves, query, readerOf(core))))
  })
  site.get('/playbooks/:service', (context) => {
    const service = core.library.service(context.req.param('service'))
    if (!service) throw new NotHere('There is no such service in the playbooks folder.')
    const reader = readerOf(core)
    const playbooks = core.library.playbooks(service.id).map(({ playbook }) => playbook)
    const names = (people: readonly string[]) => core.directory.ids(people).map((id) => reader.name(id))
    const around = { reader, leads: leadsOf(core, service.id), names }
    context.header('cache-control', 'no-cache')
    return context.html(
      page(
        { title: words(service.name, reader), foot: zoneNote(reader) },
        html`<main class="list"><p class="eyebrow"><a href="/playbooks">Playbooks</a></p>
          <h1>${words(service.name, reader)}</h1>
          ${promisesOf(service, around)}
          ${shelfOf({ id: service.id, name: 'Playbooks', playbooks }, reader)}</main>`,
      ),
    )
  })
  site.get('/playbooks/:service/:name{.+}', (context) => {
    const { service, name } = context.req.param()
    const found = core.library.playbook(`${service}/${name}`)
    if (!found) throw new NotHere('There is no such playbook in the folder.')
    const { playbook, digest } = found
    const reader = readerOf(core)
    const around = { reader, leads: leadsOf(core, service), service: core.library.service(service) }
    context.header('cache-control', 'no-cache')
    // A printed sheet tells which playbook it is, as of when.
    const foot = `${playbook.id}, version ${digest.slice(0, 8)}. ${zoneNote(reader)}`
    return context.html(page({ title: words(playbook.title, reader), foot }, whole(playbook, around)))
  })
}

const leadsOf =
  (core: Sources, service: string): Leads =>
  (name) => {
    const found = core.library.playbook(`${service}/${name}`) ?? core.library.playbook(name)
    return found && `/playbooks/${found.playbook.id}`
  }

function whole(playbook: Playbook, around: Around): Html {
  const { reader, leads } = around
  const { title, summary, service, detect, maintenance, freeze, phases } = playbook
  return html`<main class="list playbook">
    <p class="eyebrow"><a href="/playbooks">Playbooks</a> · <a href="/playbooks/${service}">${reader.service(service) ?? service}</a></p>
    <h1>${words(title, reader)}</h1>
    <p class="eyebrow">${usedWhen(playbook)}</p>
    ${summary ? html`<p class="summary">${paragraphs(summary, leads)}</p>` : ''}
    ${detect ? signsOf(detect, reader) : ''}
    ${freeze ? html`<p class="notice">Freezes ${freeze.targets.join(', ')}: ${words(freeze.because, reader)}</p>` : ''}
    ${phases.map((phase, n) => phaseOf(phase, n, around))}
    ${maintenance ? html`<section class="notice"><h2>If it goes wrong</h2><p>${paragraphs(maintenance.rollback, leads)}</p></section>` : ''}
    <section class="statistics"><h2>Statistics</h2>
      <p class="calm">Not counted yet: how often it ran, how long it took, and which steps were skipped.</p></section>
  </main>`
}

function signsOf({ when, symptoms, alerts }: NonNullable<Playbook['detect']>, reader: Reader): Html {
  const signs = [...(when ? [when] : []), ...symptoms]
  if (signs.length + alerts.length === 0) return html``
  return html`<section class="signs"><h2>Recognised by</h2>
    ${signs.length > 0 ? html`<ul>${signs.map((one) => html`<li>${words(one, reader)}</li>`)}</ul>` : ''}
    ${alerts.length > 0 ? html`<p>Alerts: ${alerts.map((one) => html`<code>${one}</code> `)}</p>` : ''}</section>`
}
