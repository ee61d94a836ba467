import type { Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { called, indexed, isTrue, lengthOf, numberOf, textOf, type Value } from './value.ts'

export type Expression = (scope: Scope) => Value

type Operator = (left: Expression, right: Expression) => Expression

const strict =
  (work: (left: Value, right: Value) => Value): Operator =>
  (left, right) =>
  (scope) =>
    work(left(scope), right(scope))

const compared = (work: (left: number | string, right: number | string) => boolean): Operator =>
  strict((left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return work(left, right)
    if (typeof left === 'string' && typeof right === 'string') return work(left, right)
    throw new TypeError('attempt to compare values of different types')
  })

/** Loosest first. */
const levels: Record<string, Operator>[] = [
  {
    or: (left, right) => (scope) => {
      const value = left(scope)
      return isTrue(value) ? value : right(scope)
    },
  },
  {
    and: (left, right) => (scope) => {
      const value = left(scope)
      return isTrue(value) ? right(scope) : value
    },
  },
  {
    '==': strict((left, right) => left === right),
    '~=': strict((left, right) => left !== right),
    '<': compared((left, right) => left < right),
    '>': compared((left, right) => left > right),
    '<=': compared((left, right) => left <= right),
    '>=': compared((left, right) => left >= right),
  },
  { '..': strict((left, right) => textOf(left) + textOf(right)) },
  {
    '+': strict((left, right) => numberOf(left) + numberOf(right)),
    '-': strict((left, right) => numberOf(left) - numberOf(right)),
  },
  {
    '*': strict((left, right) => numberOf(left) * numberOf(right)),
    '/': strict((left, right) => numberOf(left) / numberOf(right)),
    '%': strict((left, right) => numberOf(left) % numberOf(right)),
  },
]

export function expression(read: Reader, level = 0): Expression {
  const operators = levels[level]
  if (!operators) return unary(read)
  let left = expression(read, level + 1)
  for (const signs = Object.keys(operators); read.sees(...signs); ) {
    const operator = operators[read.take().text]
    if (operator) left = operator(left, expression(read, level + 1))
  }
  return left
}

/** `a, b, c` */
export function expressions(read: Reader): Expression[] {
  const list = [expression(read)]
  while (read.takes(',')) list.push(expression(read))
  return list
}

function unary(read: Reader): Expression {
  if (read.takes('not')) return negated(unary(read))
  if (read.takes('#')) return lengths(unary(read))
  if (read.takes('-')) return minus(unary(read))
  return suffixed(read)
}

const negated =
  (of: Expression): Expression =>
  (scope) =>
    !isTrue(of(scope))
const lengths =
  (of: Expression): Expression =>
  (scope) =>
    lengthOf(of(scope))
const minus =
  (of: Expression): Expression =>
  (scope) =>
    -numberOf(of(scope))

/** A value with what hangs on it: `a.b[1](c)`. */
export function suffixed(read: Reader): Expression {
  let value = primary(read)
  for (;;) {
    const of = value
    if (read.takes('.')) {
      const name = read.name()
      value = (scope) => indexed(of(scope), name)
    } else if (read.takes('[')) {
      const key = expression(read)
      read.needs(']')
      value = (scope) => indexed(of(scope), key(scope))
    } else if (read.takes('(')) {
      const args = read.sees(')') ? [] : expressions(read)
      read.needs(')')
      value = (scope) =>
        called(
          of(scope),
          args.map((arg) => arg(scope)),
        )
    } else return value
  }
}

const constants: Record<string, Value> = { true: true, false: false, nil: undefined }

function primary(read: Reader): Expression {
  if (read.takes('(')) {
    const inner = expression(read)
    read.needs(')')
    return inner
  }
  if (read.takes('{')) {
    const items = read.sees('}') ? [] : expressions(read)
    read.needs('}')
    return (scope) => items.map((item) => item(scope))
  }
  const { kind, text } = read.take()
  if (kind === 'number') return () => Number(text)
  if (kind === 'text') return () => text
  if (kind === 'name') return (scope) => scope.get(text)
  if (kind === 'word' && Object.hasOwn(constants, text)) return () => constants[text]
  throw new SyntaxError(`unexpected symbol near '${text}'`)
}
