import Sqlite from 'better-sqlite3'

// Loaded before the bot: the process kills itself at one of its commits, and the bot knows nothing of it.
// KILL_AT_COMMIT: `before 3` or `after 3`. Counting begins with SIGUSR2, or at once when it ends in ` at start`.
const [when = '', nth = '', ...from] = (process.env.KILL_AT_COMMIT ?? '').split(' ')
let counting = from.length > 0
let commits = 0

process.on('SIGUSR2', () => {
  counting = true
  process.stdout.write('counting\n')
})

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

const prepare = Sqlite.prototype.prepare
Sqlite.prototype.prepare = function (source: string) {
  const statement = prepare.call(this, source)
  if (source.toLowerCase() !== 'commit') return statement
  const run = statement.run.bind(statement)
  statement.run = (...parameters) => {
    if (!counting) return run(...parameters)
    commits += 1
    if (when === 'before' && commits === Number(nth)) die()
    const done = run(...parameters)
    if (when === 'after' && commits === Number(nth)) die()
    return done
  }
  return statement
}
