import type { ShellCommand } from '../shell/command.ts'
import { isName, isSelector, objectOf, readKubectl } from './kubectl.ts'
import type { Surroundings } from './recogniser.ts'

/** Programs that every machine has: what they do is not the service's own. */
const everywhere =
  /^(?:kubectl|oc|helm|docker|docker-compose|curl|wget|git|make|cd|ls|cat|echo|export|source|sleep|grep|awk|sed|tail|head|find|tar|rm|cp|mv|mkdir|df|du|free|top|ps|kill|ping|netstat|ss|nc|dig|nslookup|ssh|scp|sudo|apt|apt-get|yum|pip|npm|python|python3|node|psql|redis-cli|mysql|systemctl|service|journalctl|openssl|aws|gcloud|az|vault|jq|uptime|if|then|else|fi|for|do|done|while|case|esac|return|exit|set|unset|read|true|false|test|export|alias|function|host|date|vi|vim|nano|less|more|watch|http|https|and|or|the|to|a)$/

/** What all commands of a document say together of the service they are for. */
export function surroundingsOf(commands: readonly ShellCommand[], service: string): Surroundings {
  const namespaces = new Map<string, number>()
  const selectors = new Map<string, number>()
  const programs = new Map<string, number>()
  const deployments = new Set<string>()
  const count = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1)
  for (const command of commands) {
    const program = command.parts[0]?.words[0] ?? ''
    if (/^[a-z][a-z0-9_-]{1,40}$/.test(program) && !everywhere.test(program)) count(programs, program)
    const read = readKubectl(command, {})
    if (!read) continue
    const namespace = read.flags.get('namespace')
    if (namespace !== undefined && isName(namespace) && namespace.length <= 63) count(namespaces, namespace)
    const selector = read.flags.get('selector')
    if (isSelector(selector)) count(selectors, selector)
    const object = objectOf(read.verb === 'rollout' ? read.words.slice(1) : read.words)
    if (object?.kind === 'deployment' && object.name !== undefined) deployments.add(object.name)
  }
  const ranked = (map: Map<string, number>) => [...map].sort(([, a], [, b]) => b - a).map(([key]) => key)
  const [namespace] = ranked(namespaces)
  const own = [...programs].filter(([name, times]) => times >= 3 || name === service)
  return {
    ...(namespace === undefined ? {} : { namespace }),
    selectors: ranked(selectors),
    deployments,
    programs: new Set(own.map(([name]) => name)),
  }
}
