import type { Hono } from 'hono'
import type { Sources } from './reader.ts'

/** For load balancers and people: does the record answer, and what was last given up in Slack. */
export function serveHealth(site: Hono, core: Sources): void {
  site.get('/health', async (context) => {
    const at = core.clock.now().toISOString()
    try {
      const [failed] = await core.store.failedOutgoing(1)
      const lastFailure = failed && { kind: failed.kind, at: failed.at.toISOString() }
      return context.json({ ok: true, at, store: 'answers', ...(lastFailure && { lastFailure }) })
    } catch (error) {
      core.log.error({ err: error }, 'The record does not answer')
      return context.json({ ok: false, at, store: 'does not answer' }, 503)
    }
  })
}
