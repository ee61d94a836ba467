import { type Expression, expression, expressions, suffixed } from './expression.ts'
import type { Reader } from './reader.ts'
import { Scope } from './scope.ts'
import { isTrue, type Value } from './value.ts'

/** Answers what a `return` inside it gave; nothing when it ran to its end. */
export type Block = (scope: Scope) => { returned: Value } | undefined

const longest = 100_000

/** Statements up to one of the words that end a block, which is left there. */
export function block(read: Reader): Block {
  const statements: Block[] = []
  while (!read.sees('end', 'else', 'elseif', 'until') && read.next.kind !== 'end') {
    statements.push(statement(read))
    read.takes(';')
  }
  return (scope) => {
    for (const one of statements) {
      const done = one(scope)
      if (done) return done
    }
    return undefined
  }
}

function statement(read: Reader): Block {
  if (read.takes('local')) return local(read)
  if (read.takes('if')) return condition(read)
  if (read.takes('repeat')) return repeat(read)
  if (read.takes('for')) return each(read)
  if (read.takes('return')) return returned(read)
  return assignment(read)
}

/** `a = 1`, or a call for what it does. */
function assignment(read: Reader): Block {
  const { kind, text } = read.next
  const left = suffixed(read)
  if (!read.takes('='))
    return (scope) => {
      left(scope)
      return undefined
    }
  if (kind !== 'name') throw new SyntaxError(`unexpected symbol near '='`)
  const right = expression(read)
  return (scope) => {
    scope.set(text, right(scope))
    return undefined
  }
}

/** `local a, b = 1, 2` */
function local(read: Reader): Block {
  const names = namesOf(read)
  const values = read.takes('=') ? expressions(read) : []
  return (scope) => {
    const given = values.map((value) => value(scope))
    for (const [n, name] of names.entries()) scope.declare(name, given[n])
    return undefined
  }
}

function namesOf(read: Reader): string[] {
  const names = [read.name()]
  while (read.takes(',')) names.push(read.name())
  return names
}

function condition(read: Reader): Block {
  const branches: [Expression, Block][] = []
  let otherwise: Block = () => undefined
  do {
    const when = expression(read)
    read.needs('then')
    branches.push([when, block(read)])
  } while (read.takes('elseif'))
  if (read.takes('else')) otherwise = block(read)
  read.needs('end')
  return (scope) => {
    const [, taken] = branches.find(([when]) => isTrue(when(scope))) ?? []
    return (taken ?? otherwise)(new Scope(scope))
  }
}

function repeat(read: Reader): Block {
  const body = block(read)
  read.needs('until')
  const until = expression(read)
  return (scope) => {
    for (let turn = 0; turn < longest; turn += 1) {
      // What is local to the body can be seen by its condition.
      const inside = new Scope(scope)
      const done = body(inside)
      if (done || isTrue(until(inside))) return done
    }
    throw new RangeError('Lua script ran too long')
  }
}

/** `for index, item in ipairs(list) do … end` */
function each(read: Reader): Block {
  const [index = '_', item = '_'] = namesOf(read)
  read.needs('in')
  if (read.name() !== 'ipairs') throw new SyntaxError("'ipairs' expected")
  read.needs('(')
  const list = expression(read)
  read.needs(')')
  read.needs('do')
  const body = block(read)
  read.needs('end')
  return (scope) => {
    const items = list(scope)
    for (const [n, one] of (Array.isArray(items) ? items : []).entries()) {
      const inside = new Scope(scope)
      inside.declare(index, n + 1)
      inside.declare(item, one)
      const done = body(inside)
      if (done) return done
    }
    return undefined
  }
}

function returned(read: Reader): Block {
  const value =
    read.sees('end', 'else', 'elseif', 'until') || read.next.kind === 'end' ? undefined : expression(read)
  return (scope) => ({ returned: value?.(scope) })
}
