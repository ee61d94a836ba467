import type { Incident } from '../domain/incident.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Service } from '../domain/service.ts'
import type { Core } from './core.ts'
import { Denied } from './ports/failures.ts'
import type { Instruments } from './ports/instruments.ts'

/** What checks and remediations are handed; the cluster is asked no more once `signal` is over. */
export const instrumentsOf = (core: Core, signal: AbortSignal): Instruments => ({
  ...core.instruments,
  cluster: core.instruments.cluster.until(signal),
  now: () => core.clock.now(),
})

/** The incident's service as service.yml describes it now: what may be touched is decided by the newest file. */
export function serviceFor(core: Core, incident: Incident): Result<Service> {
  if (!incident.service)
    return refuse('no-service', `${incident.id} names no service, so nothing says what may be touched`)
  const service = core.library.service(incident.service)
  return service ? ok(service) : refuse('no-service', `playbooks/${incident.service}/service.yml is gone`)
}

/** Runs `work` with a signal that is cancelled when the deadline is over. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms)
  const over = new Promise<never>((_, fail) => {
    signal.addEventListener('abort', () => fail(new Error(`No answer within ${Math.round(ms / 1000)} s`)), {
      once: true,
    })
  })
  // What throws at once is waited for too, or else nobody would hear the deadline.
  const working = async () => work(signal)
  return Promise.race([working(), over])
}

/** What went wrong, in words for people: a line, or what has to be granted as well. */
export const saysOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, error instanceof Denied ? 1500 : 300)
