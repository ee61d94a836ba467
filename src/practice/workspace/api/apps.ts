import { z } from 'zod'
import { defineMethod, type Method } from './method.ts'

/** `ticket` makes an address for one Socket Mode connection. */
export const connectionsOpen = (ticket: () => string): Method =>
  defineMethod({
    name: 'apps.connections.open',
    tier: 3,
    token: 'app',
    input: z.object({}),
    run: () => ({ url: ticket() }),
  })
