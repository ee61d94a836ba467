import type { Reply } from '../reply.ts'
import { block } from './block.ts'
import { Reader } from './reader.ts'
import { Scope } from './scope.ts'
import { type Library, numberOf, textOf, type Value } from './value.ts'

/** Runs a command for `redis.call`. */
type Run = (words: string[]) => Reply

class Refused extends Error {}

/** As much Lua as scripts for Redis commonly need, with the conversions of Redis in both directions. */
export function runScript(script: string, keys: string[], args: string[], run: Run): Reply {
  const scope = new Scope()
  const names: Library = {
    ...library,
    KEYS: keys,
    ARGV: args,
    redis: {
      members: {
        call: {
          call(words) {
            const reply = run(words.map(textOf))
            if (typeof reply === 'object' && reply !== null && 'error' in reply)
              throw new Refused(reply.error)
            return luaOf(reply)
          },
        },
      },
    },
  }
  for (const [name, value] of Object.entries(names)) scope.declare(name, value)
  try {
    const read = new Reader(script)
    const body = block(read)
    if (read.next.kind !== 'end') throw new SyntaxError(`'<eof>' expected near '${read.next.text}'`)
    return replyOf(body(new Scope(scope))?.returned)
  } catch (error) {
    if (error instanceof Refused) return { error: `${error.message} script: user_script, on @user_script:1.` }
    const says = error instanceof Error ? error.message : String(error)
    const kind = error instanceof SyntaxError ? 'Error compiling script (new function): ' : ''
    return { error: `ERR ${kind}user_script:1: ${says}` }
  }
}

const library: Library = {
  tonumber: {
    call: ([value]) => (typeof value === 'string' || typeof value === 'number' ? numberOf(value) : undefined),
  },
  tostring: { call: ([value]) => (value === undefined ? 'nil' : String(value)) },
  string: {
    members: {
      sub: {
        call: ([text, from, to]) =>
          textOf(text).slice(numberOf(from) - 1, to === undefined ? undefined : numberOf(to)),
      },
      /** Plain words only. */
      find: { call: ([text, part]) => textOf(text).indexOf(textOf(part)) + 1 || undefined },
      len: { call: ([text]) => textOf(text).length },
    },
  },
}

function luaOf(reply: Reply): Value {
  if (reply === null) return false
  if (Array.isArray(reply)) return reply.map(luaOf)
  if (typeof reply === 'object') return 'status' in reply ? reply : undefined
  return reply
}

function replyOf(value: Value): Reply {
  if (value === undefined || value === false) return null
  if (value === true) return 1
  if (typeof value === 'number') return Math.trunc(value)
  if (Array.isArray(value)) return value.slice(0, endOf(value)).map(replyOf)
  if (typeof value === 'object') return 'status' in value ? value : null
  return value
}

/** A list ends at its first nil. */
const endOf = (list: Value[]): number => {
  const at = list.indexOf(undefined)
  return at < 0 ? list.length : at
}
