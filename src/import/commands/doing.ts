import type { ShellCommand } from '../shell/command.ts'
import { asWritten } from '../shell/placeholders.ts'
import { readFilter } from './filter.ts'
import { type Kubectl, readKubectl } from './kubectl.ts'
import { readsOnly } from './psql.ts'

/** What a command does in a few words, all of them its own or of its program's manual. `about`: what a title that says it speaks of. */
export type Doing = { says: string; about: RegExp }

/** More than this nobody reads at night. */
const longest = 60

/** Undefined where a program or its arguments tell nothing. */
export function doing(command: ShellCommand): Doing | undefined {
  const read = readKubectl(command, {})
  const found = read ? kubectlDoing(read, command) : programDoing(command)
  return found && { ...found, says: asWritten(found.says) }
}

function kubectlDoing({ verb, words, flags, inside }: Kubectl, command: ShellCommand): Doing | undefined {
  const [action = '', ...rest] = words
  const on = objectIn(verb === 'rollout' ? rest : words, flags)
  switch (verb) {
    case 'get':
    case 'describe':
      return on === '' ? undefined : { says: on, about: new RegExp(`\\b${stem(action)}`, 'i') }
    case 'logs': {
      const filter = readFilter(command.parts.slice(1))
      const where = `the logs of ${on.replace(/^pods of /, '')}`
      return typeof filter === 'object'
        ? { says: `look for ${filter.match} in ${where}`, about: /\blog(?:s|files?)?\b/i }
        : { says: where, about: /\blog(?:s|files?)?\b/i }
    }
    case 'top':
      return { says: `usage of ${on}`, about: /\b(?:usage|cpu|memory|resources)\b/i }
    case 'scale':
      return flags.has('replicas')
        ? { says: `scale ${nameIn(words)} to ${flags.get('replicas')}`, about: /\bscal/i }
        : undefined
    case 'delete':
      return on === '' ? undefined : { says: `delete ${on}`, about: /\b(?:delete|remove)\b/i }
    case 'patch':
      return { says: `${keysIn(flags.get('patch') ?? '')} ${nameIn(words)}`.trim(), about: /\bpatch\b/i }
    case 'exec':
      return inside[0] === undefined ? undefined : { says: `${inside[0]} in ${on}`, about: /^$/ }
    case 'rollout':
      return rolloutDoing(action, nameIn(rest))
    default:
      return undefined
  }
}

const rolloutDoing = (action: string, name: string): Doing | undefined =>
  ({
    undo: { says: `roll back ${name}`, about: /\broll(?:ed|ing)? ?back\b|\bundo\b/i },
    restart: { says: `restart ${name}`, about: /\brestart/i },
    status: { says: `rollout of ${name}`, about: /\brollout\b/i },
    history: { says: `revisions of ${name}`, about: /\b(?:history|revisions?|deploys?)\b/i },
  })[action]

/** "pods of app=web", "deployment web". */
function objectIn([first = '', ...others]: readonly string[], flags: ReadonlyMap<string, string>): string {
  const [type = '', ...one] = first.split('/')
  const known = names[type]
  const several = one.length + others.length === 0
  const kind = [known === undefined ? type : several ? `${known}s` : known, ...one].join(' ')
  const selector = flags.get('selector')
  if (selector !== undefined)
    return `${kind === '' ? 'pods' : kind.replace(/^(pod|po)$/, 'pods')} of ${selector}`
  return [kind, ...others].join(' ').trim()
}

/** Kinds that kubectl lets one abbreviate, as they are said. */
const names: Record<string, string> = {
  po: 'pod',
  svc: 'service',
  deploy: 'deployment',
  cm: 'configmap',
  sts: 'statefulset',
  ds: 'daemonset',
  pvc: 'volume claim',
  hpa: 'autoscaler',
  ns: 'namespace',
}

const nameIn = (words: readonly string[]): string => words.at(-1)?.split('/').at(-1) ?? ''

/** Which keys of a config map are set; what to is not for a title. */
function keysIn(patch: string): string {
  const data = /"data"\s*:\s*\{([^{}]*)\}/.exec(patch)?.[1] ?? ''
  const keys = [...data.matchAll(/"([\w.-]+)"\s*:/g)].map(([, key]) => key)
  return keys.length > 0 ? `set ${keys.join(', ')} in` : 'patch'
}

/** `pods` and `po` alike are said as a pod. */
const stem = (kind: string): string =>
  (kind.split('/')[0] ?? '')
    .replace(/^po$/, 'pod')
    .replace(/s$/, '')
    .replace(/[^\w-]/g, '') || '$^'

function programDoing({ parts, text }: ShellCommand): Doing | undefined {
  const [program = '', ...args] = parts[0]?.words ?? []
  const url = /https?:\/\/[^\s"'`]+/.exec(text)?.[0]
  if (url !== undefined) return { says: url, about: /^$/ }
  if (program === 'psql')
    return { says: readsOnly(args) ? 'ask the database with psql' : 'run SQL with psql', about: /^$/ }
  const end = args.findIndex((word) => word.startsWith('--') || /\s/.test(word))
  const plain = (end < 0 ? args : args.slice(0, end)).filter((word) => !word.startsWith('-'))
  const said = [program, ...plain].join(' ')
  if (plain.length > 0 && said.length <= longest) return { says: said, about: /^$/ }
  return isShort(text) ? { says: text, about: /^$/ } : undefined
}

/** Short enough to be read as it stands. */
export const isShort = (text: string): boolean => text.length <= longest && !text.includes('\n')
