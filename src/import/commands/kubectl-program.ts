import type { ShellCommand } from '../shell/command.ts'
import { isPlaceholder } from '../shell/placeholders.ts'
import { readKubectl } from './kubectl.ts'
import { asProgram } from './programs.ts'
import { readsOnly } from './psql.ts'
import type { Intent } from './recogniser.ts'

const looking =
  /^(?:get|describe|logs|top|version|cluster-info|events|api-resources|api-versions|explain|diff|auth)$/

/** Programs that look, inside a pod. */
const inside =
  /^(?:df|du|ls|ps|free|uptime|date|netstat|ss|nslookup|dig|ping|nc|pg_isready|kafka-[\w-]+(?:\.sh)?|etcdctl|nodetool|rabbitmqctl|curl|wget)$/
const changesInside =
  /\b(?:delete|remove|alter|create|set|stop|restart|-X|--request|-d|--data|disarm|defrag|purge\w*|reset|drain)\b/

const looksInside = ([path = '', ...args]: readonly string[]): boolean => {
  const program = path.split('/').at(-1) ?? ''
  if (program === 'psql') return readsOnly(args)
  if (program === 'patronictl')
    return /^(?:list|history|topology|show-config)$/.test(args.find((one) => !one.startsWith('-')) ?? '')
  return inside.test(program) && !changesInside.test(args.join(' '))
}

/** What kubectl shows and no check of Muster's own looks at: run as it is. Secrets are for nobody's channel. */
export function kubectlProgram(command: ShellCommand): Intent | undefined {
  const read = readKubectl(command, {})
  if (!read) return undefined
  const [first = ''] = read.words
  const looks =
    looking.test(read.verb) ||
    (read.verb === 'rollout' && /^(?:status|history)$/.test(first)) ||
    (read.verb === 'exec' && looksInside(read.inside))
  if (read.flags.has('watch') || read.flags.has('w') || read.flags.has('follow')) return undefined
  if (!looks || /secret|token|password|--raw\b/i.test(command.text)) return undefined
  const intent = asProgram(
    command,
    true,
    'it runs where Muster runs, with the rights it has there: is that enough?',
  )
  return intent.kind === 'program' ? { ...intent, argv: withContainer(intent.argv) } : undefined
}

/** Behind a bare `-c` service.yml takes no parameter, as other programs take code there: kubectl's long form says what it is. */
function withContainer(argv: readonly string[]): string[] {
  const at = argv.indexOf('-c')
  const end = argv.indexOf('--')
  const name = argv[at + 1] ?? ''
  if (at < 0 || (end >= 0 && at > end) || !isPlaceholder(name)) return [...argv]
  return [...argv.slice(0, at), `--container=${name}`, ...argv.slice(at + 2)]
}
