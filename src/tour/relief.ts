import type { Cast } from './cast.ts'
import type { Scene } from './tell.ts'
import { lineWith } from './words-of.ts'

/** From the first word until users no longer suffer. */
export function relief(cast: Cast): Scene[] {
  const { ana, bob, fallbackIs } = cast
  return [
    {
      title: 'Ana is on call. She types: /incident p0 nqba Dynex is down',
      async play() {
        const heard = ana.heard
        await ana.types('general', '/incident p0 nqba Dynex is down')
        cast.room = await ana.entersChannel('inc-1-')
        await bob.entersChannel(cast.room)
        await ana.hears(heard, 'INC-1')
        await ana.seesPinned(cast.room)
        await ana.sees('incidents', 'Dynex is down')
        return `#${cast.room} is open: Bob and the other responders are in, the card is pinned, #incidents knows`
      },
    },
    {
      title: 'The playbook “Dynex outage” fits and has begun. Its checks look by themselves.',
      async play() {
        const seen = await ana.sees(cast.room, 'Immediate response', '503 instead of 200', 'answered 200')
        return `${lineWith(seen, 'Does Dynex answer?')}\n${lineWith(seen, 'Does our own API answer?')}`
      },
    },
    {
      title: 'Ana presses Acknowledge: somebody is on it.',
      async play() {
        await ana.presses(cast.room, 'Acknowledge')
        return lineWith(await ana.sees(cast.room, '*Acknowledged*', 'INC-1'), '*Acknowledged*')
      },
    },
    {
      title: 'Ana settles the severity. The step about calling people in she skips: they are here.',
      async play() {
        await ana.chooses(cast.room, 'Settle the severity', 'Done')
        await ana.sees(cast.room, '✓ Settle the severity')
        await ana.chooses(cast.room, 'Get the on-call engineer', 'Skip, with a reason')
        await ana.fills({ reason: 'Bob and Eli are in the channel already' })
        return lineWith(await ana.sees(cast.room, 'skipped: Bob and Eli'), 'skipped: Bob and Eli')
      },
    },
    {
      title: 'The step that helps changes production. Ana asks what it would change.',
      async play() {
        await ana.chooses(cast.room, 'Route jobs to the classical solvers', 'Show what would change')
        const plan = await ana.sees(cast.room, 'May approve', 'QUANTUM_FALLBACK_ENABLED')
        fallbackIs('false')
        return `${lineWith(plan, 'Waits for approval')}\nNothing has changed in the cluster yet`
      },
    },
    {
      title: 'Ana presses Approve on her own request.',
      async play() {
        const heard = ana.heard
        await ana.presses(cast.room, 'Approve')
        const answer = await ana.hears(heard, 'somebody else')
        fallbackIs('false')
        return `Refused: ${answer}`
      },
    },
    {
      title: 'Bob reads the plan and presses Approve. It runs, and proves that it helped.',
      async play() {
        await bob.presses(cast.room, 'Approve')
        const done = await bob.sees(cast.room, 'Verified', 'QUANTUM_FALLBACK_ENABLED')
        fallbackIs('true')
        return `${lineWith(done, 'Verified')}\nThe cluster has QUANTUM_FALLBACK_ENABLED=true, and jobs go through`
      },
    },
    {
      title:
        'Bob sees that the workers are back, and tells customers. The words are proposed; he sends them.',
      async play() {
        await bob.sees(cast.room, '✓ Are the workers back')
        await bob.chooses(cast.room, 'Mark quantum services degraded', 'Update status page')
        await bob.fills({})
        return lineWith(await bob.sees(cast.room, '✓ Mark quantum services degraded'), '✓ Mark quantum')
      },
    },
    {
      title: 'Users no longer suffer. Ana presses Mitigated.',
      async play() {
        await ana.presses(cast.room, 'Mitigated')
        return lineWith(await ana.sees(cast.room, '*Mitigated*', 'INC-1'), '*Mitigated*')
      },
    },
  ]
}
