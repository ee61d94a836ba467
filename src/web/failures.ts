import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import { page } from './layout.ts'
import type { Sources } from './reader.ts'

/** Thrown by a page whose subject is not there; `says` helps people on. */
export class NotHere extends Error {}

const missing = (says: string) =>
  page(
    { title: 'Not found' },
    html`<main class="plain">
      <h1>There is nothing here</h1>
      <p>${says}</p>
      <p><a href="/">All incidents</a></p>
    </main>`,
  )

export function answerNotFound(site: Hono): void {
  site.notFound((context) =>
    context.html(missing('Pages are /, /incidents/<number>, /postmortems/<number> and /playbooks.'), 404),
  )
}

export function answerErrors(site: Hono, core: Sources): void {
  site.onError((error, context) => {
    if (error instanceof NotHere) return context.html(missing(error.message), 404)
    if (error instanceof HTTPException) return error.getResponse()
    const reference = randomBytes(4).toString('hex')
    core.log.error({ err: error, path: context.req.path, reference }, 'A page could not be drawn')
    return context.html(
      page(
        { title: 'Something went wrong' },
        html`<main class="plain">
          <h1>This page could not be drawn</h1>
          <p>
            Something went wrong in Muster that should not have. It is logged under the reference
            <code>${reference}</code>; the record itself is as it was.
          </p>
          <p><a href="">Try again</a> or see <a href="/">all incidents</a>.</p>
        </main>`,
      ),
      500,
    )
  })
}
