import type { Cluster } from '../../app/ports/cluster.ts'
import { Denied, Unavailable } from '../../app/ports/failures.ts'
import { redact } from '../../domain/redact.ts'
import type { CacheAccess } from './access.ts'
import { countPages, emptyAndMark, placeOf, unlinkPage } from './redis-scripts.ts'

const markSeconds = '86400'
const execTimeoutMs = 15_000
/** Pages taken by one redis-cli: each is a command of its own, and others are answered in between. */
const pagesPerExec = '100'
/** Runs of a count; beyond that it says what it has found so far. */
const countsMax = 50

export type InPod = { namespace: string; pod: string; container: string | undefined; database: number }

type Ran = { code: number; stdout: string; stderr: string }

/**
 * Why redis-cli did not do what it was asked; undefined when it did. It ends with 0 even when Redis answers
 * with an error, which begins with a word in capitals and goes on: `NOAUTH Authentication required.`
 */
export function redisCliRefusal({ code, stdout, stderr }: Ran): string | undefined {
  const answers = stdout.trim().split('\n')
  const error = answers.find((answer) => answer === '' || /^(?:\(error\) )?[A-Z]{3,} /.test(answer))
  if (code === 0 && error === undefined) return undefined
  return redact((stderr.trim() || error || stdout.trim()).slice(0, 200)) || `exit code ${code}`
}

/**
 * Reached by `redis-cli` in its pod, which takes its password from `REDISCLI_AUTH` there. Nothing after the command's
 * name is read as an option by redis-cli, however it looks: a pattern stays one argument.
 */
export function throughPod(where: InPod, cluster: Pick<Cluster, 'exec'>): CacheAccess {
  async function ask(options: string[], ...command: string[]): Promise<string> {
    const ran = await cluster.exec({
      namespace: where.namespace,
      pod: where.pod,
      ...(where.container ? { container: where.container } : {}),
      command: ['redis-cli', '-n', String(where.database), ...options, ...command],
      timeoutMs: execTimeoutMs,
    })
    const refusal = redisCliRefusal(ran)
    if (refusal) throw new Denied(`redis-cli ${command[0]} in ${where.pod} failed: ${refusal}`)
    return ran.stdout.trim()
  }
  const number = (answer: string): number => {
    const found = /^(?:\(integer\) )?(\d+)$/.exec(answer)?.[1]
    if (found === undefined) throw new Unavailable('redis-cli answered no number', { uncertain: false })
    return Number(found)
  }
  return {
    place: `pod ${where.pod}`,
    size: async () => number(await ask([], 'DBSIZE')),
    has: async (mark) => number(await ask([], 'EXISTS', mark)) > 0,
    async flush(mark) {
      await ask([], 'EVAL', emptyAndMark, '1', mark, markSeconds)
    },
    async count(pattern, signal) {
      let cursor = '0'
      let keys = 0
      for (let run = 0; run < countsMax; run += 1) {
        signal.throwIfAborted()
        const [next = '', found = ''] = (await ask([], 'EVAL', countPages, '0', cursor, pattern)).split('\n')
        cursor = String(number(next))
        keys += number(found)
        if (cursor === '0') return { keys, all: true }
      }
      return { keys, all: false }
    },
    async unlink(pattern, mark, { signal, report }) {
      const place = placeOf(mark)
      // From the beginning, always: a cursor means nothing to a Redis that was restarted since.
      await ask([], 'UNLINK', place)
      for (;;) {
        if (signal.aborted)
          throw new Unavailable(`Emptying was stopped before its end in ${where.pod}`, { uncertain: true })
        const words = ['EVAL', unlinkPage, '2', mark, place, pattern, markSeconds]
        const answer = (await ask(['-r', pagesPerExec], ...words)).split('\n').at(-1) ?? ''
        const [, state, gone] = /^"?(more|done) (\d+)"?$/.exec(answer) ?? []
        if (gone === undefined)
          throw new Unavailable(`redis-cli in ${where.pod} did not say how far it is`, { uncertain: true })
        if (state === 'done') return Number(gone)
        report(Number(gone))
      }
    },
  }
}
