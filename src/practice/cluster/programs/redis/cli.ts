import type { Executed } from '../program.ts'
import { command } from './commands.ts'
import type { RedisKeys } from './keys.ts'
import type { Reply } from './reply.ts'

/** `redis-cli [-n db] [-r times] [--scan] [--pattern p] [command …]`, printing as it does when not on a terminal. */
export function redisCli(keys: RedisKeys, argv: string[]): Executed {
  const options = { db: 0, times: 1, scan: false, pattern: '*' }
  const words = [...argv]
  while (words[0]?.startsWith('-')) {
    const flag = words.shift()
    if (flag === '-n') options.db = Number(words.shift())
    else if (flag === '-r') options.times = Number(words.shift())
    else if (flag === '--scan') options.scan = true
    else if (flag === '--pattern') options.pattern = words.shift() ?? '*'
    else if (flag === '-h' || flag === '-p' || flag === '-a' || flag === '--user') words.shift()
    else if (flag === '--version' || flag === '-v')
      return { stdout: 'redis-cli 7.4.1\n', stderr: '', exitCode: 0 }
    else if (flag !== '--raw' && flag !== '--no-raw' && flag !== '--no-auth-warning' && flag !== '-e')
      return { stdout: '', stderr: `Unrecognized option or bad number of args for: '${flag}'\n`, exitCode: 1 }
  }
  if (options.scan) return said(keys.names(options.db, options.pattern))
  if (words.length === 0)
    return {
      stdout: '',
      stderr: 'redis-cli: no command given, and no terminal to ask for one\n',
      exitCode: 1,
    }
  if (!Number.isInteger(options.db) || options.db < 0 || options.db > 15)
    return { stdout: `ERR DB index is out of range\n`, stderr: '', exitCode: 1 }
  const replies = Array.from({ length: options.times }, () => said(command(keys, options.db, words)))
  return { stdout: replies.map(({ stdout }) => stdout).join(''), stderr: '', exitCode: 0 }
}

/** Errors are printed too, and do not change the exit code: so does redis-cli, without `-e`. */
const said = (reply: Reply): Executed => ({ stdout: `${raw(reply)}\n`, stderr: '', exitCode: 0 })

function raw(reply: Reply): string {
  if (reply === null) return ''
  if (Array.isArray(reply)) return reply.map(raw).join('\n')
  if (typeof reply !== 'object') return String(reply)
  return 'status' in reply ? reply.status : reply.error
}
