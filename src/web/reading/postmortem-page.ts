import type { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { streamOf } from '../../app/change.ts'
import type { Incident } from '../../domain/incident.ts'
import { severityBadge } from '../badges.ts'
import { NotHere } from '../failures.ts'
import { type Html, page } from '../layout.ts'
import { numberOf, numberPattern } from '../number.ts'
import { readerOf, type Sources } from '../reader.ts'
import { words, zoneNote } from '../words.ts'
import type { Heading } from './markdown.ts'

/** The Markdown file, to be read, printed, or taken away as it is. */
export function servePostmortems(site: Hono, core: Sources): void {
  site.get(`/postmortems/:number{${numberPattern}\\.md}`, async (context) => {
    const { text } = await find(core, context.req.param('number').replace(/\.md$/, ''))
    return context.body(text, 200, {
      'content-type': 'text/markdown; charset=utf-8',
      'cache-control': 'no-cache',
    })
  })

  site.get(`/postmortems/:number{${numberPattern}}`, async (context) => {
    const { incident, path, text } = await find(core, context.req.param('number'))
    // Loaded with the first page somebody reads: an idle bot can do without its ten megabytes.
    const { renderMarkdown } = await import('./markdown.ts')
    const { html: body, headings } = renderMarkdown(text)
    const reader = readerOf(core)
    context.header('cache-control', 'no-cache')
    return context.html(
      page(
        { title: `Post-mortem of ${incident.id} ${words(incident.title, reader)}`, foot: zoneNote(reader) },
        html`<main class="reading">
          ${contents(headings)}
          <article>
            <p class="badges">${severityBadge(incident.severity)}<span class="badge status ${incident.status}">${incident.status === 'closed' ? 'post-mortem' : 'post-mortem draft'}</span>
              <span class="facts"><a href="/incidents/${incident.number}">Incident record</a><a href="/postmortems/${incident.number}.md">Markdown</a></span></p>
            ${raw(body)}
            <p class="source">Edit <code>${path}</code> in Muster’s data folder: what you write stays.</p>
          </article>
        </main>`,
      ),
    )
  })
}

async function find(
  core: Sources,
  word: string,
): Promise<{ incident: Incident; path: string; text: string }> {
  const id = `INC-${numberOf(word)}`
  const incident = (await core.store.load<Incident>(streamOf(id)))?.state
  if (!incident) throw new NotHere(`There is no ${id} in the record.`)
  const path = incident.postmortem?.path
  const text = path && (await core.pages.read(path))
  if (path && text !== undefined) return { incident, path, text }
  throw new NotHere(
    path
      ? `The file ${path} is gone from the data folder. It is written anew after the next change to ${id}.`
      : `${id} is ${incident.status}: its post-mortem is written when it is resolved.`,
  )
}

function contents(headings: readonly Heading[]): Html {
  const sections = headings.filter(({ level }) => level === 2)
  if (sections.length < 2) return html``
  return html`<nav class="contents" aria-label="Contents">
    <ol>${sections.map(({ id, title }) => html`<li><a href="#${encodeURIComponent(id)}">${title}</a></li>`)}</ol>
  </nav>`
}
