import Sqlite from 'better-sqlite3'

// Loaded before the bot: the process kills itself at one of its commits, and the bot knows nothing of it.
// KILL_AT_COMMIT is `before` or `after`, then words: the first transaction that binds all of them is the one.
// `insert:posts` and the like stand for statements. Watching begins with SIGUSR2, or at once for `from the start`.
const [when, ...rest] = (process.env.KILL_AT_COMMIT ?? '').split(' ')
const atOnce = rest.slice(-3).join(' ') === 'from the start'
const words = atOnce ? rest.slice(0, -3) : rest
let watching = atOnce
let bound = new Set<unknown>()

process.on('SIGUSR2', () => {
  watching = true
  process.stdout.write('watching\n')
})

/** `insert:posts` */
const named = (source: string) => /^(insert|update)\W(?:into )?"(\w+)"/.exec(source)?.slice(1).join(':')

function run(source: string, perform: () => unknown, parameters: readonly unknown[]): unknown {
  if (source.startsWith('begin')) bound = new Set()
  if (source !== 'commit') {
    for (const one of [named(source), ...parameters]) bound.add(one)
    return perform()
  }
  const chosen = watching && words.every((word) => bound.has(word))
  if (chosen && when === 'before') process.kill(process.pid, 'SIGKILL')
  const done = perform()
  if (chosen && when === 'after') process.kill(process.pid, 'SIGKILL')
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
