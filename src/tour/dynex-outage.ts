import type { Practice } from '../practice/practice.ts'
import { Guest } from './guest.ts'
import type { Scene } from './tell.ts'
import { lineWith } from './words-of.ts'

export type Stage = {
  practice: Practice
  /** The post-mortem as a file: where it is, and what it says once it is there. */
  postmortem: { path: string; read(): Promise<string> }
}

const cause = 'Dynex had a power failure in its data centre'

/** Two people and an outage, from the first word to the end of the shift. */
export function dynexOutage({ practice, postmortem }: Stage): Scene[] {
  const { workspace, cluster, scenarios } = practice
  const ana = new Guest('ana', workspace)
  const bob = new Guest('bob', workspace)
  let room = ''

  const config = () => {
    const data = cluster.world.store.get('configmaps', 'nqba-platform', 'nqba-config')?.data
    return JSON.stringify(data)
  }
  const fallbackIs = (value: string) => {
    if (!config().includes(`"QUANTUM_FALLBACK_ENABLED":"${value}"`))
      throw new Error(`The cluster should have QUANTUM_FALLBACK_ENABLED=${value}. It has ${config()}`)
  }

  return [
    {
      title: 'Ana is on call. She types: /incident p0 nqba Dynex is down',
      async play() {
        const heard = ana.heard
        await ana.types('general', '/incident p0 nqba Dynex is down')
        room = await ana.entersChannel('inc-1-')
        await bob.entersChannel(room)
        await ana.hears(heard, 'INC-1')
        await ana.seesPinned(room)
        await ana.sees('incidents', 'Dynex is down')
        return `#${room} is open: Bob and the other responders are in, the card is pinned, #incidents knows`
      },
    },
    {
      title: 'The playbook “Dynex outage” fits and has begun. Its checks look by themselves.',
      async play() {
        const seen = await ana.sees(room, 'Immediate response', '503 instead of 200', 'answered 200')
        return `${lineWith(seen, 'Does Dynex answer?')}\n${lineWith(seen, 'Does our own API answer?')}`
      },
    },
    {
      title: 'Ana presses Acknowledge: somebody is on it.',
      async play() {
        await ana.presses(room, 'Acknowledge')
        return lineWith(await ana.sees(room, '*Acknowledged*', 'INC-1'), '*Acknowledged*')
      },
    },
    {
      title: 'Ana settles the severity. The step about calling people in she skips: they are here.',
      async play() {
        await ana.chooses(room, 'Settle the severity', 'Done')
        await ana.sees(room, '✓ Settle the severity')
        await ana.chooses(room, 'Get the on-call engineer', 'Skip, with a reason')
        await ana.fills({ reason: 'Bob and Eli are in the channel already' })
        return lineWith(await ana.sees(room, 'skipped: Bob and Eli'), 'skipped: Bob and Eli')
      },
    },
    {
      title: 'The step that helps changes production. Ana asks what it would change.',
      async play() {
        await ana.chooses(room, 'Route jobs to the classical solvers', 'Show what would change')
        const plan = await ana.sees(room, 'May approve', 'QUANTUM_FALLBACK_ENABLED')
        fallbackIs('false')
        return `${lineWith(plan, 'Waits for approval')}\nNothing has changed in the cluster yet`
      },
    },
    {
      title: 'Ana presses Approve on her own request.',
      async play() {
        const heard = ana.heard
        await ana.presses(room, 'Approve')
        const answer = await ana.hears(heard, 'somebody else')
        fallbackIs('false')
        return `Refused: ${answer}`
      },
    },
    {
      title: 'Bob reads the plan and presses Approve. It runs, and proves that it helped.',
      async play() {
        await bob.presses(room, 'Approve')
        const done = await bob.sees(room, 'Verified', 'QUANTUM_FALLBACK_ENABLED')
        fallbackIs('true')
        return `${lineWith(done, 'Verified')}\nThe cluster has QUANTUM_FALLBACK_ENABLED=true, and jobs go through`
      },
    },
    {
      title:
        'Bob sees that the workers are back, and tells customers. The words are proposed; he sends them.',
      async play() {
        await bob.sees(room, '✓ Are the workers back')
        await bob.chooses(room, 'Mark quantum services degraded', 'Update status page')
        await bob.fills({})
        return lineWith(await bob.sees(room, '✓ Mark quantum services degraded'), '✓ Mark quantum')
      },
    },
    {
      title: 'Users no longer suffer. Ana presses Mitigated.',
      async play() {
        await ana.presses(room, 'Mitigated')
        return lineWith(await ana.sees(room, '*Mitigated*', 'INC-1'), '*Mitigated*')
      },
    },
    {
      title: 'The first phase is done, so the investigation has begun. Bob answers what it asks.',
      async play() {
        await bob.sees(room, 'Phase 2 of 4 · Investigation', 'dynex.health_status is "down"')
        await bob.chooses(room, 'Who is affected?', 'Answer')
        await bob.fills({ answer: 'Everybody who uses Dynex' })
        return lineWith(await bob.sees(room, 'Phase 2 of 4', '✓ Who is affected?'), 'Who is affected?')
      },
    },
    {
      title: 'Ana has seen enough. In the next phase she chooses the branch that fits.',
      async play() {
        await ana.presses(room, 'Next phase', 'Phase 2 of 4')
        await ana.presses(room, 'The Dynex platform is down', 'Phase 3 of 4')
        return lineWith(await ana.sees(room, 'Phase 3 of 4', 'How deep is the queue?'), 'What is the cause?')
      },
    },
    {
      title:
        'Dynex comes back. Bob read it on their page; more workers are not needed. The check looks again.',
      async play() {
        await scenarios.set('dynex-outage', false)
        await bob.chooses(room, 'Follow the Dynex status page', 'Done')
        await bob.chooses(room, 'Run ten workers', 'Skip, with a reason')
        await bob.fills({ reason: 'The queue is short' })
        return lineWith(await bob.sees(room, 'Phase 3 of 4', '✓ Is Dynex back?'), 'Is Dynex back?')
      },
    },
    {
      title: `Ana types: /incident resolve ${cause}`,
      async play() {
        await ana.types(room, `/incident resolve ${cause}`)
        await ana.sees(room, '*Resolved*', 'INC-1')
        await bob.sees('incidents', 'Dynex is down', 'esolved')
        return 'The card, the channel and #incidents say so'
      },
    },
    {
      title: 'The post-mortem has written itself.',
      async play() {
        await ana.sees(room, 'post-mortem draft of INC-1 is ready')
        const text = await postmortem.read()
        const missing = [
          cause,
          'QUANTUM_FALLBACK_ENABLED',
          'Bob',
          'Bob and Eli are in the channel already',
        ].filter((words) => !text.includes(words))
        if (missing.length > 0) throw new Error(`It lacks “${missing.join('”, “')}”:\n${text}`)
        return `${text.split('\n').length} lines: timeline, checks, the change and who approved it`
      },
    },
    {
      title: 'The shift ends. Ana types: /handoff',
      async play() {
        await ana.types('general', '/handoff')
        await ana.fills({
          incoming: bob.id,
          notes: 'The fallback is still on. Switch back when Dynex is steady.',
        })
        const posted = await bob.sees('shift-handoff', 'Switch back when Dynex is steady')
        return lineWith(posted, 'QUANTUM_FALLBACK_ENABLED')
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
