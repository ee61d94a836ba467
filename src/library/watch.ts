import { type FSWatcher, watch } from 'node:fs'
import { fingerprint } from './folder.ts'

const quietMs = 60
const patienceMs = 500

/**
 * Calls `changed` soon after files in the folder change, once for a burst of changes. The system's own
 * notices make it quick; comparing fingerprints every `pollMs` makes it sure, since notices are missing on
 * network drives and when Kubernetes swaps a mounted config map. Keeps no process alive.
 */
export function watchFolder(folder: string, changed: () => void, pollMs: number): () => void {
  let timer: NodeJS.Timeout | undefined
  let firstNotice: number | undefined
  let print: string | undefined
  let closed = false

  const soon = () => {
    const now = performance.now()
    firstNotice ??= now
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        firstNotice = undefined
        changed()
      },
      Math.max(0, Math.min(quietMs, firstNotice + patienceMs - now)),
    )
    timer.unref()
  }

  const compare = async () => {
    const found = await fingerprint(folder).catch(() => 'unreadable')
    // The first time too: something may have changed between the first reading and now.
    if (found !== print && !closed) soon()
    print = found
  }

  let notices: FSWatcher | undefined
  try {
    notices = watch(folder, { recursive: true, persistent: false }, soon)
    notices.on('error', () => notices?.close())
  } catch {
    notices = undefined
  }
  void compare()
  const poll = setInterval(compare, pollMs)
  poll.unref()

  return () => {
    closed = true
    clearTimeout(timer)
    clearInterval(poll)
    notices?.close()
  }
}
