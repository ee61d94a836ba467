import type { Cast } from './cast.ts'
import type { Scene } from './tell.ts'
import { lineWith } from './words-of.ts'

/** Looking for the cause until it is gone. */
export function cure(cast: Cast): Scene[] {
  const { ana, bob, practice } = cast
  return [
    {
      title: 'The first phase is done, so the investigation has begun. Bob answers what it asks.',
      async play() {
        await bob.sees(cast.room, 'Phase 2 of 4 · Investigation', 'dynex.health_status is "down"')
        await bob.chooses(cast.room, 'Who is affected?', 'Answer')
        await bob.fills({ answer: 'Everybody who uses Dynex' })
        return lineWith(await bob.sees(cast.room, 'Phase 2 of 4', '✓ Who is affected?'), 'Who is affected?')
      },
    },
    {
      title: 'Ana has seen enough. In the next phase she chooses the branch that fits.',
      async play() {
        await ana.presses(cast.room, 'Next phase', 'Phase 2 of 4')
        await ana.presses(cast.room, 'The Dynex platform is down', 'Phase 3 of 4')
        return lineWith(
          await ana.sees(cast.room, 'Phase 3 of 4', 'How deep is the queue?'),
          'What is the cause?',
        )
      },
    },
    {
      title:
        'Dynex comes back. Bob read it on their page; more workers are not needed. The check looks again.',
      async play() {
        await practice.scenarios.set('dynex-outage', false)
        await bob.chooses(cast.room, 'Follow the Dynex status page', 'Done')
        await bob.chooses(cast.room, 'Run ten workers', 'Skip, with a reason')
        await bob.fills({ reason: 'The queue is short' })
        return lineWith(await bob.sees(cast.room, 'Phase 3 of 4', '✓ Is Dynex back?'), 'Is Dynex back?')
      },
    },
  ]
}
