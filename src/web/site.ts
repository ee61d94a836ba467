import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { answerErrors, answerNotFound } from './failures.ts'
import { guard } from './guard.ts'
import { serveHealth } from './health.ts'
import { serveHome } from './home/home-page.ts'
import { serveIncidents } from './incident/incident-page.ts'
import { servePlaybooks } from './playbooks/playbook-page.ts'
import type { Sources } from './reader.ts'
import { servePostmortems } from './reading/postmortem-page.ts'
import { serveStyle } from './style.ts'

/** All pages, without a socket. Every one is drawn anew from the record. */
export function createSite(core: Sources, options: { loopbackOnly: boolean }): Hono {
  const site = new Hono()
  site.use(guard(options))
  site.use(compress())
  serveStyle(site)
  serveHealth(site, core)
  serveHome(site, core)
  serveIncidents(site, core)
  servePostmortems(site, core)
  servePlaybooks(site, core)
  answerNotFound(site)
  answerErrors(site, core)
  return site
}
