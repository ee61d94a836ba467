import type { Cast } from './cast.ts'
import type { Scene } from './tell.ts'
import { lineWith } from './words-of.ts'

const cause = 'Dynex had a power failure in its data centre'

/** Putting back what still stands, the post-mortem, and the next shift. */
export function endOfShift(cast: Cast): Scene[] {
  const { ana, bob, postmortem, fallbackIs } = cast
  return [
    {
      title: `Ana types: /incident resolve ${cause}`,
      async play() {
        await ana.types(cast.room, `/incident resolve ${cause}`)
        const form = await ana.reads('Still changed in production', 'Route jobs')
        return `A form asks first: ${lineWith(form, 'Still changed')}`
      },
    },
    {
      title:
        'The fallback still stands. Dynex is back, so Ana wants it put back: that is planned like every change.',
      async play() {
        await ana.fills({ 'Route jobs to the classical solvers': 'revert' })
        const plan = await bob.sees(cast.room, 'Approval needed: Undo', 'QUANTUM_FALLBACK_ENABLED')
        fallbackIs('true')
        return lineWith(plan, 'Approval needed')
      },
    },
    {
      title: 'Bob presses Approve. The way back proves itself too.',
      async play() {
        await bob.presses(cast.room, 'Approve', 'Approval needed: Undo')
        await ana.sees(cast.room, 'Verified: Undo')
        const undone = await ana.sees(cast.room, 'Undone: Route jobs', 'Put back')
        fallbackIs('false')
        return `${lineWith(undone, 'Undone')}\nThe cluster has QUANTUM_FALLBACK_ENABLED=false, as before`
      },
    },
    {
      title: 'Nothing stands any more. Ana resolves it.',
      async play() {
        await ana.types(cast.room, `/incident resolve ${cause}`)
        await ana.sees(cast.room, '*Resolved*', 'INC-1')
        await ana.sees(cast.room, '*Resolved*', `Cause: ${cause}`)
        await bob.sees('incidents', 'Dynex is down', 'esolved')
        return 'The card, the channel and #incidents say so'
      },
    },
    {
      title: 'The post-mortem has written itself.',
      async play() {
        await ana.sees(cast.room, 'post-mortem draft of INC-1 is ready')
        const text = await postmortem.read()
        const changes = text.split(/^### /m).filter((part) => part.includes('approved by Bob'))
        const missing = [
          ...[cause, '## Timeline', '## What was checked', 'Bob and Eli are in the channel already'].filter(
            (words) => !text.includes(words),
          ),
          ...['Route jobs', 'Undo: Route jobs'].filter(
            (one) => !changes.some((part) => part.startsWith(one)),
          ),
        ]
        if (missing.length > 0) throw new Error(`It lacks “${missing.join('”, “')}”:\n${text}`)
        return `${text.split('\n').length} lines: timeline, checks, both changes and who approved them`
      },
    },
    {
      title: 'The shift ends. Ana types: /handoff',
      async play() {
        await ana.types('general', '/handoff')
        await ana.fills({
          incoming: bob.id,
          notes: 'Dynex is steady. Write the impact into the post-mortem.',
        })
        const posted = await bob.sees('shift-handoff', 'Dynex is steady')
        return lineWith(posted, 'INC-1')
      },
    },
    {
      title: 'Bob accepts it.',
      async play() {
        await bob.presses('shift-handoff', 'Accept the handoff')
        return lineWith(await ana.sees('shift-handoff', 'ccepted'), 'ccepted')
      },
    },
  ]
}
