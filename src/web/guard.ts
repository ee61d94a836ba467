import type { MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { secureHeaders } from 'hono/secure-headers'

const local = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Nothing but our own style sheet is loaded, nothing is run, nobody may frame a page; forms ask these pages only. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Whoever puts HTTPS before these pages decides on this one.
  strictTransportSecurity: false,
})

/** A page elsewhere that has its own name resolve to this machine must not read what is here. */
const onlyLocalNames: MiddlewareHandler = async (context, next) => {
  if (!local.has(new URL(context.req.url).hostname))
    return context.text('These pages answer to localhost only. Set MUSTER_WEB_URL to expose them.\n', 421)
  return next()
}

/** What holds for every answer. */
export const guard = ({ loopbackOnly }: { loopbackOnly: boolean }): MiddlewareHandler =>
  loopbackOnly ? every(headers, onlyLocalNames) : headers
