import type { Core } from './core.ts'
import { keys, redraw, type ShowPayload } from './showing.ts'

const key = (remediation: string) => `progress/${remediation}`

/** The last lines said about how far it is. Not part of the record: what came of it is. */
export async function progressOf(core: Core, remediation: string): Promise<string[] | undefined> {
  const known = await core.store.recall(key(remediation))
  return Array.isArray(known) ? known.map(String) : undefined
}

/** Shows how far a verification is, in the request itself; the same words again draw nothing. */
export async function tellProgress(core: Core, incident: string, remediation: string, says: string) {
  if ((await progressOf(core, remediation))?.at(-1) === says) return
  await core.store.remember(key(remediation), [says])
  const payload = { picture: { of: 'approval' as const, incident, remediation }, place: { incident } }
  await core.store.enqueue([redraw(keys.approval(remediation), payload)])
  core.wake()
}

/** Slack takes about one redraw a second of one message. */
const showEveryMs = 2_000

/** Shows what a command writes while it runs, in the request's thread; call `report` with the text as it grows. */
export function liveOutput(core: Core, incident: string, remediation: string) {
  let newest: string | undefined
  let busy = false
  const payload: ShowPayload = {
    picture: { of: 'output', incident, remediation },
    place: { incident },
    thread: keys.approval(remediation),
  }
  async function write() {
    while (newest !== undefined) {
      const lines = newest.split('\n')
      newest = undefined
      await core.store.remember(key(remediation), lines)
      await core.store.enqueue([
        { ...redraw(keys.output(remediation), payload), lane: `output/${remediation}` },
      ])
      core.wake()
      await new Promise<void>((resolve) => core.clock.after(showEveryMs, resolve))
    }
  }
  return {
    report(text: string) {
      newest = text
      if (busy) return
      busy = true
      write()
        .catch((error: unknown) => core.log.warn({ err: error, remediation }, 'Output could not be shown'))
        .finally(() => {
          busy = false
        })
    },
  }
}
