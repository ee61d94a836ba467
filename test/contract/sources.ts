import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

/** Paths from the root, with forward slashes. */
export const filesOf = (...patterns: string[]): string[] => globSync(patterns, { cwd: root }).sort()

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** What a person wrote for the machine: no comments, strings emptied. */
export const bare = (source: string): string =>
  source.replace(pieces, (piece) => (/^\/[/*]/.test(piece) ? '' : `${piece[0]}${piece[0]}`))

/** Comments and strings, whichever begins first. */
const pieces = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g

/** `target`: a package, `node:`, or a file from the root. */
export type Import = { file: string; target: string; typeOnly: boolean }

export function importsOf(file: string): Import[] {
  return [...read(file).matchAll(statements)].map(([, kind, from, bareImport, lazy]) => {
    const target = from ?? bareImport ?? lazy ?? ''
    return {
      file,
      typeOnly: kind !== undefined,
      target: target.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), target)
        : target.replace(/^node:.*/, 'node:'),
    }
  })
}

const statements =
  /(?:^|\n)(?:import|export)(?:( type)\b)?[^'"`;]*?\bfrom '([^']+)'|(?:^|\n)import '([^']+)'|\bimport\('([^']+)'\)/g
