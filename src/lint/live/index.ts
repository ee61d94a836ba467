import type { Instruments } from '../../app/ports/instruments.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'
import { type Ask, asker, notLookedAt } from './ask.ts'
import { liveCaches } from './caches.ts'
import { liveConfigKeys } from './config-keys.ts'
import { liveFixes } from './fixes.ts'
import { liveOwners } from './owners.ts'
import { livePrograms } from './programs.ts'
import { liveRights } from './rights.ts'
import { liveSelectors } from './selectors.ts'
import { liveTargets } from './targets.ts'
import { liveUrls } from './urls.ts'

type LiveRule = (service: ServiceFolder, ask: Ask, folder: LintFolder) => Promise<Note[]>

const ofCluster: readonly LiveRule[] = [
  liveTargets,
  liveSelectors,
  liveConfigKeys,
  liveFixes,
  liveOwners,
  liveRights,
]

const atOnce = 8

/**
 * Everything that has to be asked; nothing is changed. `reached`: some namespace answered, or there was none to
 * ask. Where a cluster gives no answer at all, that is said once for its service.
 */
export async function liveNotes(
  folder: LintFolder,
  instruments: Instruments,
  options: { timeoutMs: number; only?: string | undefined },
): Promise<{ notes: Note[]; reached: boolean }> {
  const ask = asker(instruments, { atOnce, timeoutMs: options.timeoutMs })
  const services = folder.services.filter(({ service }) => (options.only ?? service.id) === service.id)
  const looked = await Promise.all(
    services.map(async (one): Promise<{ notes: Note[]; reached: boolean }> => {
      const others = Promise.all([
        liveCaches(one, ask),
        livePrograms(one, ask),
        liveUrls(one, ask, options.timeoutMs),
      ])
      const silent = await silence(one, ask)
      const notes = silent
        ? [silent]
        : (await Promise.all(ofCluster.map((rule) => rule(one, ask, folder)))).flat()
      return { notes: [...notes, ...(await others).flat()], reached: !silent }
    }),
  )
  return {
    notes: looked.flatMap(({ notes }) => notes),
    reached: looked.length === 0 || looked.some(({ reached }) => reached),
  }
}

/** Everybody may ask what they may: an answer of any kind means that the cluster is there. */
async function silence({ service, file }: ServiceFolder, ask: Ask): Promise<Note | undefined> {
  const right = { group: '', resource: 'pods', verbs: ['list'] }
  const answer = await ask(({ instruments: { cluster } }) =>
    cluster.rightsMissing(service.namespace, [right]),
  )
  return answer.ok || answer.denied
    ? undefined
    : notLookedAt({ file, path: ['namespace'] }, `The cluster with namespace ${service.namespace}`, answer)
}
