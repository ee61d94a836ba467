import type { Part } from './command.ts'
import { markPlaceholders } from './placeholders.ts'

type Reading = { parts: Part[]; simple: boolean; remark?: string }

/** Reads one command as a shell would, and says where a shell would do more than hand over words. */
export function readParts(written: string): Reading {
  const text = markPlaceholders(written)
    .replace(/\\\n\s*/g, ' ')
    .replace(/\s*\d?>>?\s*(?:\/dev\/null|&\d)/g, ' ')
  const parts: Part[] = [{ before: '', words: [] }]
  let simple = true
  let word: string | undefined
  let remark: string | undefined
  const settle = () => {
    if (word !== undefined) parts.at(-1)?.words.push(word)
    word = undefined
  }
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\') word = (word ?? '') + text.charAt(++at)
    else if (char === "'" || char === '"') {
      const end = closing(text, at)
      const inside = text.slice(at + 1, end)
      if (char === '"' && /\$\(|`/.test(inside)) simple = false
      word = (word ?? '') + (char === '"' ? inside.replace(/\\(["\\$`])/g, '$1') : inside)
      at = end
    } else if (/\s/.test(char)) settle()
    else if (char === '#' && word === undefined) {
      remark = text.slice(at + 1)
      break
    } else if (/[|&;]/.test(char)) {
      settle()
      const two = text.slice(at, at + 2)
      const before = two === '||' || two === '&&' ? two : char === '|' || char === ';' ? char : undefined
      if (before === undefined) simple = false
      else parts.push({ before, words: [] })
      if (before !== undefined && before.length === 2) at++
    } else {
      if (/[<>`*?(){}]/.test(char) || (char === '$' && text.charAt(at + 1) === '(')) simple = false
      word = (word ?? '') + char
    }
  }
  settle()
  const said = remark === undefined ? {} : { remark: written.slice(written.lastIndexOf('#') + 1) }
  return { parts: parts.filter(({ words }) => words.length > 0), simple, ...said }
}

function closing(text: string, at: number): number {
  const quote = text.charAt(at)
  for (let n = at + 1; n < text.length; n++) {
    if (text.charAt(n) === '\\' && quote === '"') n++
    else if (text.charAt(n) === quote) return n
  }
  return text.length
}
