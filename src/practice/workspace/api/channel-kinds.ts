import { SlackError } from '../team/slack-error.ts'
import type { Channel } from '../team/state.ts'

const KINDS: Record<string, { kind?: Channel['kind']; scope: string }> = {
  public_channel: { kind: 'channel', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
  mpim: { scope: 'mpim:read' },
}

/** Reads `types`; throws `invalid_types`, or `missing_scope` naming the scope that a type needs. */
export const kindsOf = (types: string, granted: (scope: string) => boolean): Channel['kind'][] =>
  types.split(',').flatMap((type) => {
    const known = KINDS[type.trim()]
    if (!known) throw new SlackError('invalid_types')
    if (!granted(known.scope)) throw new SlackError('missing_scope', { needed: known.scope })
    return known.kind ?? []
  })
