export type Token = { kind: 'name' | 'word' | 'number' | 'text' | 'sign' | 'end'; text: string }

const words = new Set(
  'and do else elseif end false for if in local nil not or repeat return then true until while'.split(' '),
)
const shapes =
  /\s+|--[^\n]*|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\.\.|[=~<>]=|[-+*/%#<>=(){}[\];,.])/gy
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0' }

const plain = (text: string): string => text.replace(/\\(.)/gs, (_all, one: string) => escapes[one] ?? one)

/** The words of a Lua script; throws at what is none. */
export function tokensOf(script: string): Token[] {
  const tokens: Token[] = []
  shapes.lastIndex = 0
  while (shapes.lastIndex < script.length) {
    const at = shapes.lastIndex
    const found = shapes.exec(script)
    if (!found) throw new SyntaxError(`unexpected symbol near '${script.slice(at, at + 10)}'`)
    const [, name, number, single, double, sign] = found
    const text = single ?? double
    if (name !== undefined) tokens.push({ kind: words.has(name) ? 'word' : 'name', text: name })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (text !== undefined) tokens.push({ kind: 'text', text: plain(text) })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
  }
  return [...tokens, { kind: 'end', text: '<eof>' }]
}
