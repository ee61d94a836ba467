import { setTimeout as pause } from 'node:timers/promises'
import { startBot } from './bot.ts'
import { type Figure, median } from './figure.ts'
import type { Call, Workspace } from './workspace.ts'

const incidents = 7
const latenciesMs = [100, 300]

/**
 * From the command to a usable channel (card posted, commander and responders invited) and to a pinned card, in
 * round trips: multiples of what every Web API call is held up.
 */
export async function channelFigures(workspace: Workspace, folder: string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const ms of latenciesMs) {
    const bot = await startBot(workspace, folder)
    try {
      await workspace.latency(ms)
      const seen: Awaited<ReturnType<typeof opened>>[] = []
      for (let n = 0; n < incidents; n++) seen.push(await opened(workspace, `Trouble ${n}`))
      const trips = (of: 'usable' | 'pinned') => median(seen.map((one) => one[of])) / ms
      figures.push(
        { what: `Usable channel at ${ms} ms a call`, value: trips('usable'), unit: 'trips', aim: 2.3 },
        { what: `Pinned card at ${ms} ms a call`, value: trips('pinned'), unit: 'trips', aim: 3.3 },
      )
    } finally {
      await workspace.latency(0)
      await bot.stop()
    }
  }
  return figures
}

async function opened(workspace: Workspace, title: string): Promise<{ usable: number; pinned: number }> {
  await workspace.forgetCalls()
  await workspace.command(`/incident p1 nqba ${title}`)
  for (;;) {
    const calls = await workspace.calls()
    const pin = calls.find(({ call, ended }) => call === 'pins.add' && ended !== undefined)
    if (pin) {
      const began = calls.find(({ call }) => call === 'deliver slash_commands')?.began ?? Number.NaN
      const inRoom = (name: string) => ended(calls, name, pin.about) - began
      const found = {
        usable: Math.max(inRoom('chat.postMessage'), inRoom('conversations.invite')),
        pinned: (pin.ended ?? Number.NaN) - began,
      }
      // What comes after the pin would run into the next incident.
      await pause(1_500)
      return found
    }
    await pause(20)
  }
}

const ended = (calls: readonly Call[], name: string, channel: string): number =>
  calls.find(({ call, about }) => call === name && about === channel)?.ended ?? Number.NaN
