import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Instruments } from '../../src/app/ports/instruments.ts'
import { reachCluster } from '../../src/cluster/reach.ts'
import type { Command, DeclaredRequest, Service } from '../../src/domain/service.ts'
import { createHttp, type HttpOptions } from '../../src/http/http.ts'
import { createPrograms } from '../../src/programs/programs.ts'
import { connectRedis } from '../../src/redis/redis.ts'
import type { AnyRemediation } from '../../src/remediations/remediation.ts'
import { nqbaService } from '../cluster/practice.ts'
import { running } from './running.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

export const printArgv = fileURLToPath(new URL('../programs/print-argv.mjs', import.meta.url))

export const aCommand = (more: Partial<Command>): Command => ({
  name: 'requeue',
  summary: 'Put failed jobs back into the queue',
  readOnly: false,
  changes: 'failed jobs → queued again',
  risk: 'medium',
  run: [process.execPath, printArgv],
  parameters: {},
  environment: {},
  timeoutMs: 10_000,
  idempotent: false,
  lasting: false,
  touches: [],
  ...more,
})

export const aRequest = (more: Partial<DeclaredRequest>): DeclaredRequest => ({
  name: 'pause-queue',
  summary: 'Stop taking work from a queue',
  changes: 'queue: running → paused',
  risk: 'medium',
  method: 'POST',
  url: 'https://queues.example.org/v1',
  headers: {},
  secretHeaders: {},
  parameters: {},
  expect: [200, 202],
  timeoutMs: 2000,
  idempotent: false,
  lasting: true,
  touches: [],
  ...more,
})

/** A remediation beside real programs and real HTTP, and no cluster. */
export function declaring(remediation: AnyRemediation, more: Partial<Service>, web: HttpOptions = {}) {
  const programs = createPrograms({ searchPath: '/usr/bin:/bin', log: quiet, graceMs: 100 })
  const http = createHttp({ privateRanges: ['127.0.0.1/32'], ...web })
  const stopped = new AbortController()
  onTestFinished(async () => {
    await programs.close()
    await http.close()
  })
  const instruments: Instruments = {
    cluster: reachCluster({ from: 'nowhere' }, quiet),
    redis: connectRedis(),
    http,
    programs,
    now: () => new Date(),
  }
  const reports: string[] = []
  let heard = () => {}
  const applying = {
    service: { ...nqbaService, ...more },
    signal: stopped.signal,
    id: 'rem-1',
    startedAt: '2026-11-20T14:00:00.000Z',
    report(text: string) {
      reports.push(text)
      heard()
    },
  }
  return {
    ...running(remediation, instruments, applying),
    instruments,
    reports,
    /** Resolves when it reports something. */
    reported: () =>
      new Promise<void>((resolve) => {
        heard = resolve
      }),
    stop: () => stopped.abort(),
  }
}
