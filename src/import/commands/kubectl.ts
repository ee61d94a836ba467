import type { ShellCommand } from '../shell/command.ts'
import { hasPlaceholder } from '../shell/placeholders.ts'
import type { Surroundings } from './recogniser.ts'

/** A kubectl command taken apart. `words`: verb, kind and names; `inside`: what runs in the pod, behind "--". */
export type Kubectl = {
  verb: string
  words: string[]
  flags: Map<string, string>
  inside: string[]
  /** The namespace is the service's, or none is named. */
  ours: boolean
}

const short: Record<string, string> = {
  n: 'namespace',
  l: 'selector',
  o: 'output',
  c: 'container',
  p: 'patch',
  f: 'filename',
  A: 'all-namespaces',
}

/** Flags that stand alone; any other without "=" takes the next word. */
const switches =
  /^(?:all-namespaces|previous|follow|watch|it|i|t|ti|stdin|tty|w|force|all|wide|no-headers|show-labels|overwrite|export|timestamps|prefix|containers|rm)$/

/** Reads `kubectl …` (or `oc …`); undefined for anything else. */
export function readKubectl(
  command: ShellCommand,
  about: Pick<Surroundings, 'namespace'>,
): Kubectl | undefined {
  const [program, ...given] = command.parts[0]?.words ?? []
  if (program !== 'kubectl' && program !== 'oc') return undefined
  const end = given.indexOf('--')
  const args = end < 0 ? given : given.slice(0, end)
  const words: string[] = []
  const flags = new Map<string, string>()
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const [, name, value] = /^--?([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(arg) ?? []
    if (name === undefined) {
      words.push(arg)
      continue
    }
    const long = short[name] ?? name
    if (value !== undefined) flags.set(long, value)
    else if (switches.test(long)) flags.set(long, '')
    else flags.set(long, args[++at] ?? '')
  }
  const namespace = flags.get('namespace')
  const ours =
    !flags.has('all-namespaces') && (namespace === undefined || namespace === (about.namespace ?? namespace))
  const [verb = '', ...rest] = words
  return { verb, words: rest, flags, inside: end < 0 ? [] : given.slice(end + 1), ours }
}

const kinds: Record<string, string> = {
  po: 'pod',
  pods: 'pod',
  deploy: 'deployment',
  deployments: 'deployment',
  cm: 'configmap',
  configmaps: 'configmap',
  horizontalpodautoscaler: 'hpa',
}

/** `deployment/web` and `deployment web` alike; undefined where no single name is given. */
export function objectOf(words: readonly string[]): { kind: string; name?: string } | undefined {
  const [first, second, third] = words
  if (first === undefined || third !== undefined) return undefined
  const [written = '', inWord] = first.split('/')
  const kind = kinds[written.toLowerCase()] ?? written.toLowerCase()
  const name = inWord ?? second
  return name !== undefined && isName(name) ? { kind, name } : name === undefined ? { kind } : undefined
}

export const isName = (word: string): boolean =>
  !hasPlaceholder(word) && word.length <= 253 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(word)

/** A selector that can be used as it stands. */
export const isSelector = (word: string | undefined): word is string =>
  word !== undefined &&
  !hasPlaceholder(word) &&
  /^[\w./-]+\s*!?=?=\s*[\w.-]+(?:,[\w./-]+=[\w.-]+)*$/.test(word)
