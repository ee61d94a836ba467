import { html } from 'hono/html'
import type { Handoff } from '../../domain/handoff.ts'
import type { Html } from '../layout.ts'
import type { Reader, Sources } from '../reader.ts'
import { dayAndMinute, who, words } from '../words.ts'

const shown = 10

export async function recentHandoffs(core: Sources): Promise<Handoff[]> {
  const list = await core.store.list({ kind: 'handoff', limit: shown })
  const loaded = await Promise.all(list.map(({ stream }) => core.store.load<Handoff>(stream)))
  return loaded.flatMap((one) => (one ? [one.state] : []))
}

/** Each shift as it was passed on; open until somebody accepted it. */
export function handoffs(passed: readonly Handoff[], reader: Reader): Html {
  if (passed.length === 0) return html``
  return html`<section aria-label="Handoffs">
    <h2>Shift handoffs</h2>
    <ul class="handoffs">${passed.map((one) => html`<li>${handoff(one, reader)}</li>`)}</ul>
  </section>`
}

function handoff(one: Handoff, reader: Reader): Html {
  const to = one.acceptedBy ?? one.incoming
  const state = one.acceptedAt
    ? html`accepted ${dayAndMinute(one.acceptedAt, reader)}`
    : html`<span class="badge status open">not accepted yet</span>`
  return html`<details${one.acceptedAt ? '' : ' open'}>
    <summary><strong>${one.number}</strong> ${who(one.outgoing, reader)}${to ? html` → ${who(to, reader)}` : ''}
      <span class="facts"><span>${dayAndMinute(one.postedAt, reader)}</span><span>${state}</span></span></summary>
    ${one.items.length > 0 ? html`<ul>${one.items.map((item) => html`<li>${inc(item.incident)} ${words(item.text, reader)}</li>`)}</ul>` : html`<p>Nothing was open.</p>`}
    ${one.notes.trim() === '' ? '' : html`<p class="said">${one.notes.trim()}</p>`}
  </details>`
}

const inc = (incident: string): Html =>
  html`<a class="id" href="/incidents/${incident.replace(/^INC-/, '')}">${incident}</a>`
