import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

// Loaded before the bot: names every commit, and kills the process at one of them; the bot knows nothing of it.
// SIGUSR2 reads what to do from the file COMMIT_ORDERS: {"token": "1"} tells every commit from then on,
// {"token": "1", "when": "before", "commit": "…", "nth": 1} kills there.
type Orders = { token: string; when?: 'before' | 'after'; commit?: string; nth?: number }

let orders: Orders | undefined
let statements = new Set<string>()
const counts = new Map<string, number>()

process.on('SIGUSR2', () => {
  orders = JSON.parse(readFileSync(process.env.COMMIT_ORDERS ?? '', 'utf8'))
  counts.clear()
  process.stdout.write(`watching ${orders?.token}\n`)
})

/** `insert jobs` */
const verb = (source: string) => /^(insert|update|delete)\W(?:into |from )?"(\w+)"/.exec(source)

/** Types of events, and keys of jobs and messages: what tells one commit from another. */
const telling = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:remediation-[a-z]+|[\w-]{1,40}(?:\/[\w.-]{1,60})+)$/.test(value)

const name = () => [...statements].sort().join(', ').replaceAll(/\d+/g, 'N')

function run(source: string, perform: () => unknown, parameters: readonly unknown[]): unknown {
  if (source.startsWith('begin')) statements = new Set()
  if (source !== 'commit') {
    const [, what, table] = verb(source) ?? []
    if (what && table) statements.add(`${what} ${table}`)
    for (const one of parameters) if (telling(one)) statements.add(one)
    return perform()
  }
  if (!orders || statements.size === 0) return perform()
  const commit = name()
  const nth = (counts.get(commit) ?? 0) + 1
  counts.set(commit, nth)
  if (!orders.commit) process.stdout.write(`commit ${commit}\n`)
  const chosen = orders.commit === commit && orders.nth === nth
  if (chosen && orders.when === 'before') process.kill(process.pid, 'SIGKILL')
  const done = perform()
  if (chosen && orders.when === 'after') process.kill(process.pid, 'SIGKILL')
  return done
}

Sqlite.prototype.prepare = new Proxy(Sqlite.prototype.prepare, {
  apply(prepare, db, [source]) {
    const statement: Sqlite.Statement = Reflect.apply(prepare, db, [source])
    statement.run = new Proxy(statement.run, {
      apply: (method, self, parameters) =>
        run(source, () => Reflect.apply(method, self, parameters), parameters),
    })
    return statement
  },
})
