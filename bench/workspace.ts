import { z } from 'zod'
import { type Child, child } from './child.ts'

const place = z.object({
  url: z.string(),
  apiUrl: z.string(),
  botToken: z.string(),
  appToken: z.string(),
  person: z.string(),
  channel: z.string(),
  kubeconfig: z.string(),
})
export type Place = z.infer<typeof place>

const call = z.object({
  call: z.string(),
  about: z.string(),
  began: z.number(),
  ended: z.number().optional(),
})
export type Call = z.infer<typeof call>

export type Workspace = Place & {
  /** Somebody types a command; settles when the app acknowledged it. */
  command(text: string): Promise<void>
  /** Every Web API call waits so long before its effect. */
  latency(ms: number): Promise<void>
  /** What was called since the last time it was forgotten, oldest first. */
  calls(): Promise<Call[]>
  forgetCalls(): Promise<void>
  stop(): Promise<void>
}

/** A practice workspace and cluster in a process of their own, spoken to as docs/practice-control.md has it. */
export async function startWorkspace(folder: string): Promise<Workspace> {
  const world: Child = await child('bench/world.ts', { args: [folder], read: (line) => JSON.parse(line) })
  const where = place.parse(world.ready)
  const ask = async (method: string, to: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${where.url}/control/${to}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`${method} ${to}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return {
    ...where,
    async command(text) {
      const { person, channel } = where
      const done = z
        .object({ ok: z.boolean() })
        .parse(await ask('POST', 'as', { as: person, act: 'command', channel, text }))
      if (!done.ok) throw new Error(`Nobody acknowledged ${text}`)
    },
    latency: async (ms) => void (await ask('POST', 'latency', { ms })),
    calls: async () => z.object({ calls: z.array(call) }).parse(await ask('GET', 'calls')).calls,
    forgetCalls: async () => void (await ask('DELETE', 'calls')),
    stop: world.stop,
  }
}
