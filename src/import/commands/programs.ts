import type { ShellCommand } from '../shell/command.ts'
import { readFilter } from './filter.ts'
import { decide, type Intent } from './recogniser.ts'

/** Needs a person at the keyboard, or goes on until somebody stops it. */
function attended(argv: readonly string[]): boolean {
  const has = (...flags: string[]) => argv.some((word) => flags.includes(word))
  if (has('--follow', '--interactive', '--tty', '--watch', '-it', '-ti')) return true
  if (has('-f') && has('logs', 'log', 'tail', 'journalctl')) return true
  return has('-t', '-i') && has('exec', 'run')
}

/** A command that can be started without a shell, as a program with its arguments; otherwise text to copy. */
export function asProgram(command: ShellCommand, reads: boolean, ...says: (string | undefined)[]): Intent {
  const [only, ...more] = command.parts
  const argv = only?.words ?? []
  const lone = more.every(({ before, words }) => before === '||' && words[0] === 'echo')
  const filter = reads && !lone ? readFilter(more) : 'none'
  if (!command.simple || filter === undefined || (!lone && !reads) || argv.length === 0 || attended(argv))
    return { kind: 'copy' }
  if (argv.some((word) => word.includes('\n') || word === '' || word.length > 2000)) return { kind: 'copy' }
  return { kind: 'program', argv, reads, ...(filter === 'none' ? {} : { filter }), ...decide(...says) }
}

/** Verbs that look and change nothing, as command lines name them. */
const looking =
  /^(?:status|list|ls|show|get|health|check|checks|verify|validate|metrics|stats|stat|top|logs?|history|info|describe|version|--version|report|analy[sz]e|monitor|current|usage|utilization|alerts|audit|inspect|ps|images|df|diff|events|plan|test|ping|baseline-compare|recent-changes|test-connectivity|memory-leaks|vulnerability-scan|forecast)$/

const changing =
  /^(?:set|create|delete|remove|rm|add|apply|update|enable|disable|restart|start|stop|scale|clear|cleanup|flush|rotate|revoke|restore|rollback|deploy|drain|pause|resume|kill|prune|pause-all|resume-all|grant|isolate|redirect|send|escalate|acknowledge|notify|renew|import|collect|optimize|generate)/

/** Whether a program's own words say that it only looks: a verb among the first three, and none that changes. */
export function onlyLooks(argv: readonly string[]): boolean {
  const words = argv.slice(1, 5).filter((word) => !word.startsWith('-'))
  return (
    !words.some((word) => changing.test(word)) &&
    words.some((word) => looking.test(word) || /-(?:stats|status|list|logs|report|tests)$/.test(word))
  )
}
