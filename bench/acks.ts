import { setTimeout as pause } from 'node:timers/promises'
import { startBareBolt, startBot } from './bot.ts'
import type { Child } from './child.ts'
import { type Figure, percentile } from './figure.ts'
import type { Workspace } from './workspace.ts'

/** Commands that only answer, and one that opens an incident. */
const commands = ['help', 'list', 'status INC-1', 'timeline INC-1', 'note INC-1 The vendor says one hour']
const turns = 150
/** Nobody types faster, and what follows an acknowledgement has time to end. */
const betweenMs = 10

/** From the workspace sending a command to its acknowledgement, beside a Bolt app that does nothing else. */
export async function ackFigures(workspace: Workspace, folder: string): Promise<Figure[]> {
  const bare = await acks(workspace, await startBareBolt(workspace))
  const bot = await startBot(workspace, folder)
  await workspace.command('/incident p2 nqba Something to talk about')
  await pause(1_000)
  const own = await acks(workspace, bot)
  const again = await acks(workspace, await startBareBolt(workspace))

  const all = (of: Map<string, number[]>) => [...of.values()].flat()
  const yardstick = [...all(bare), ...all(again)]
  const each = commands.flatMap((command) => {
    const took = own.get(command) ?? []
    const words = command.split(' ')[0]
    return [
      { what: `Acknowledging /incident ${words}, p50`, value: percentile(took, 0.5), unit: 'ms' },
      { what: `Acknowledging /incident ${words}, p99`, value: percentile(took, 0.99), unit: 'ms' },
    ]
  })
  return [
    { what: 'A bare Bolt app acknowledging, p50', value: percentile(yardstick, 0.5), unit: 'ms' },
    { what: 'A bare Bolt app acknowledging, p99', value: percentile(yardstick, 0.99), unit: 'ms' },
    ...each,
    {
      what: 'Acknowledging, p50 against bare Bolt',
      value: percentile(all(own), 0.5) / percentile(yardstick, 0.5),
      unit: '×',
    },
    {
      what: 'Acknowledging, p99 against bare Bolt',
      value: percentile(all(own), 0.99) / percentile(yardstick, 0.99),
      unit: '×',
      aim: 1.5,
    },
  ]
}

async function acks(workspace: Workspace, app: Child): Promise<Map<string, number[]>> {
  try {
    for (let n = 0; n < 30; n++) await workspace.command(`/incident ${commands[0]}`)
    await workspace.forgetCalls()
    for (let turn = 0; turn < turns; turn++)
      for (const command of commands) {
        await workspace.command(`/incident ${command}`)
        await pause(betweenMs)
      }
    const took = new Map<string, number[]>()
    for (const { call, about, began, ended } of await workspace.calls()) {
      const command = commands.find((one) => about === `/incident ${one}`)
      if (call !== 'deliver slash_commands' || !command || ended === undefined) continue
      took.set(command, [...(took.get(command) ?? []), ended - began])
    }
    return took
  } finally {
    await app.stop()
  }
}
