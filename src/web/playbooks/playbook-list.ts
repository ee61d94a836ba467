import { html } from 'hono/html'
import { findPlaybooks } from '../../domain/find-playbooks.ts'
import { isForIncidents, type Playbook } from '../../domain/playbook.ts'
import { usedWhen } from '../../domain/playbook-words.ts'
import type { Html } from '../layout.ts'
import type { Reader } from '../reader.ts'
import { words } from '../words.ts'

export type Shelf = { id: string; name: string; playbooks: readonly Playbook[] }

/** All playbooks by service, or those in which every word that is looked for occurs. */
export function playbookList(shelves: readonly Shelf[], query: string, reader: Reader): Html {
  const found = shelves
    .map((shelf) => ({ ...shelf, playbooks: findPlaybooks(shelf.playbooks, query) }))
    .filter(({ playbooks }) => playbooks.length > 0)
  const count = found.reduce((sum, { playbooks }) => sum + playbooks.length, 0)
  return html`<main class="list">
    <h1>Playbooks</h1>
    <form class="search" role="search">
      <input type="search" name="q" value="${query}" aria-label="Search the playbooks"
        placeholder="A word of a title, a symptom, an alert, a step" />
      <button>Search</button>
    </form>
    ${
      query !== ''
        ? html`<p class="found">${count === 0 ? 'No playbook has' : count === 1 ? '1 playbook has' : `${count} playbooks have`}
            “${query}” in it. <a href="/playbooks">Show all</a></p>`
        : html`<nav class="jump" aria-label="Services">${found.map(
            ({ id, name, playbooks }) =>
              html`<a href="#${id}">${name} <small>${playbooks.length}</small></a>`,
          )}</nav>`
    }
    ${found.map((shelf) => shelfOf(shelf, reader, true))}
  </main>`
}

/** The playbooks of one service, by what they are for. */
export function shelfOf({ id, name, playbooks }: Shelf, reader: Reader, linked = false): Html {
  const kinds: [string, Playbook[]][] = [
    ['For incidents', playbooks.filter(isForIncidents)],
    ['Checklists', playbooks.filter(({ checklist }) => checklist)],
    ['Maintenance', playbooks.filter(({ maintenance }) => maintenance)],
  ]
  return html`<section id="${id}" class="shelf"><h2>${linked ? html`<a href="/playbooks/${id}">${name}</a>` : name}</h2>
    ${kinds.map(([kind, some]) =>
      some.length === 0
        ? ''
        : html`<h3>${kind}</h3><ul class="titles">${some.map(
            (one) => html`<li><a href="/playbooks/${one.id}">${words(one.title, reader)}</a>
              <span class="when">${usedWhen(one)}</span></li>`,
          )}</ul>`,
    )}</section>`
}
