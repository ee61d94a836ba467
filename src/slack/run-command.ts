import { ok, type Result, refuse } from '../domain/result.ts'
import { isSeverity } from '../domain/severity.ts'
import type { AnyCommand, Reply, Scene } from './command.ts'
import { findCommand } from './find-command.ts'
import { incidentHere } from './here.ts'
import { readWords, unescaped } from './usage.ts'
import { suggestion } from './views/replies/refusal.ts'

/** Reads what somebody typed after a slash command, and runs it. */
export async function runCommand(scene: Scene, slash: string, typed: string): Promise<Result<Reply>> {
  const found = findCommand(scene.commands, slash, typed)
  if ('near' in found) return ok({ say: unknownCommand(slash, typed, found) })
  const { command, rest } = found
  const services = scene.core.library.services().map(({ id }) => id)
  const words = readWords(command.usage, rest, { services })
  if (!words.ok) return ok({ say: wrongWords(command, words.refusal.says) })
  const input = command.input.safeParse(words.value)
  if (!input.success) {
    const says = input.error.issues[0]?.message ?? 'That could not be read'
    return ok({ say: wrongWords(command, says) })
  }
  const refused = notAllowed(scene, command)
  if (refused) return refused
  if (command.where === 'anywhere') return command.run(words.value, scene)
  const incident = await incidentHere(scene.core, found.incident, scene.channel)
  return incident.ok ? command.run(words.value, { ...scene, incident: incident.value }) : incident
}

/** The nearest command, with what was typed after it, ready to run. */
function unknownCommand(
  slash: string,
  typed: string,
  { near, word }: { near: AnyCommand | undefined; word: string },
) {
  const rest = unescaped(typed.trim().slice(word.length).trim())
  if (slash === '/incident' && /^inc-\d+$/.test(word)) {
    const [verb = '', ...more] = rest.split(/\s+/)
    return suggestion({
      says: 'The command comes first.',
      command: [slash, verb || 'status', word.toUpperCase(), ...more].join(' '),
    })
  }
  const level = /^(?:p|s|sev|severity)[-_]?(\d+)[:,.;]?$/.exec(word)?.[1]
  if (slash === '/incident' && level) return wrongSeverity(word, `p${level}`, rest)
  const says = `\`${slash} ${unescaped(word)}\` is not a command.`
  if (!near?.name) return suggestion({ says, command: `${slash} help` })
  return suggestion({ says, command: [slash, near.name, rest].filter(Boolean).join(' ') })
}

/** `sev1` and `p7`: somebody declares, in words of their own. */
function wrongSeverity(word: string, meant: string, rest: string) {
  const says = `“${word}” is not a severity: say p0, p1, p2 or p3.`
  return isSeverity(meant)
    ? suggestion({ says, command: ['/incident', meant, rest].filter(Boolean).join(' ') })
    : suggestion({ says, usage: `/incident <severity> [service] ${rest || '<title...>'}` })
}

function wrongWords({ slash, name, usage, shownAs, examples }: AnyCommand, says: string) {
  const typed = (words: string | undefined) => [slash, name, words].filter(Boolean).join(' ')
  return suggestion({
    says: `${says}. For example \`${typed(examples[0])}\`.`,
    usage: typed(shownAs ?? usage),
  })
}

function notAllowed({ core, by }: Scene, { role, name, slash }: AnyCommand): Result<never> | undefined {
  if (role === 'anyone' || core.directory.roles(by.actor).includes(role)) return undefined
  return refuse(
    'role',
    `\`${slash}${name ? ` ${name}` : ''}\` is for people with the role ${role} in organization.yml`,
  )
}
