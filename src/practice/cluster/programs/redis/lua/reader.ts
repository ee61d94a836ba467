import { type Token, tokensOf } from './tokens.ts'

/** The words of a script, one after the other. */
export class Reader {
  readonly #tokens: Token[]
  #at = 0

  constructor(script: string) {
    this.#tokens = tokensOf(script)
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '<eof>' }
  }

  /** Whether one of these comes next, as a word or sign of the language. */
  sees(...texts: string[]): boolean {
    return (this.next.kind === 'word' || this.next.kind === 'sign') && texts.includes(this.next.text)
  }

  take(): Token {
    const token = this.next
    this.#at += 1
    return token
  }

  /** Takes it where it comes next. */
  takes(text: string): boolean {
    const found = this.sees(text)
    if (found) this.#at += 1
    return found
  }

  needs(text: string): void {
    if (!this.takes(text)) throw new SyntaxError(`'${text}' expected near '${this.next.text}'`)
  }

  name(): string {
    const token = this.take()
    if (token.kind !== 'name') throw new SyntaxError(`<name> expected near '${token.text}'`)
    return token.text
  }
}
