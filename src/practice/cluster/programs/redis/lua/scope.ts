import type { Value } from './value.ts'

/** Names and what they stand for, from the inside out. Nothing new may be made in the outermost. */
export class Scope {
  readonly #own = new Map<string, Value>()
  readonly #outer: Scope | undefined

  constructor(outer?: Scope) {
    this.#outer = outer
  }

  declare(name: string, value: Value): void {
    this.#own.set(name, value)
  }

  get(name: string): Value {
    if (this.#own.has(name)) return this.#own.get(name)
    if (this.#outer) return this.#outer.get(name)
    throw new ReferenceError(`Script attempted to access nonexistent global variable '${name}'`)
  }

  set(name: string, value: Value): void {
    if (this.#own.has(name)) this.#own.set(name, value)
    else if (this.#outer) this.#outer.set(name, value)
    else throw new ReferenceError(`Script attempted to create global variable '${name}'`)
  }
}
