import { startWorld } from '../../support/world.ts'
import { ownPlaybooks } from './own-playbooks.ts'

/** A playbook with the steps that change nothing in production. */
const drill = `
title: Drill
declare: [p0, p1, p2, p3]
phases:
  - name: First look
    within: 5m
    steps:
      - check: http
        title: Does Dynex answer?
        with: { url: https://dynex.co/api/health, expect: { status: 200 } }
      - do: Call the vendor
      - ask: Who is affected?
        options: [Everybody, Only us]
      - tell: stakeholders
        title: Tell customers
        text: We are looking into it.
  - name: Cure
    ask: What is the cause?
    branches:
      - when: The vendor
        steps:
          - do: Wait for the vendor
          - do: Go on where jobs are late
            playbook: delayed-jobs
      - when: Our network
        steps:
          - do: Look at the firewall
  - name: Afterwards
    steps:
      - do: Say thank you
`

/** An incident in which the drill runs, with its first check looked at. */
export async function startDrill({ scenario }: { scenario?: string } = {}) {
  const own = await ownPlaybooks({ 'nqba/drill.yml': () => drill })
  const world = await startWorld({ playbooks: own.folder, ...(scenario && { scenario }) })
  const room = await world.declares('p2 nqba Something odd')
  await world.ana.says('/incident run drill', { in: room })
  await world.until(() => world.happened('check-finished'))
  await world.until(() => world.ana.finds(room, 'Call the vendor'))
  const run = async () => {
    const found = (await world.incident()).runs[0]
    if (!found) throw new Error('The drill does not run')
    return found
  }
  return { world, room, own, run }
}
