import { html, raw } from 'hono/html'
import { logo } from './logo.ts'
import { styleAddress } from './style.ts'

/** Markup that is safe to put into a page: what is put into the template as a plain string is escaped. */
export type Html = ReturnType<typeof html>

export type Frame = {
  title: string
  /** Draws the page again every so many seconds. */
  refresh?: number | undefined
  /** Words at the end of the page, such as the time zone. */
  foot?: string | undefined
}

/** The frame around every page. Times are shown in the organisation's zone, so `foot` names it. */
export const page = ({ title, refresh, foot }: Frame, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh ? html`<meta http-equiv="refresh" content="${refresh}">` : ''}
<title>${title} · Muster</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${styleAddress}">
</head>
<body>
<header class="top"><a class="home" href="/">${raw(logo)}Muster</a>
<nav aria-label="Pages"><a href="/">Incidents</a><a href="/playbooks">Playbooks</a></nav></header>
${body}
<footer class="foot">${foot ?? 'Muster'}</footer>
</body>
</html>`
