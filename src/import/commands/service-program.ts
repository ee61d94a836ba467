import { asProgram, onlyLooks } from './programs.ts'
import type { Recogniser } from './recogniser.ts'

/** The service's own command line, and scripts that come with it. */
export const serviceProgram: Recogniser = (command, about) => {
  const words = command.parts[0]?.words ?? []
  const [program = '', script = ''] = words
  if (about.programs.has(program)) return asProgram(command, onlyLooks(words))
  if (/^(?:\.{1,2}\/|[\w-]+\/)[\w./-]*\w$/.test(program)) {
    const bare = program.split('/').at(-1) ?? ''
    const intent = asProgram(
      command,
      onlyLooks(words) || looksByName(bare),
      `write the absolute path of ${program}`,
    )
    return intent.kind === 'program' ? { ...intent, argv: [bare, ...words.slice(1)] } : intent
  }
  if (/^(?:python3?|node|ruby|perl|php)$/.test(program) && /^[\w./-]+\.\w+$/.test(script))
    return asProgram(
      command,
      onlyLooks(words) || looksByName(script.split('/').at(-1) ?? ''),
      script.startsWith('/') ? undefined : `programs start in "/": write the absolute path of ${script}`,
    )
  return undefined
}

const looksByName = (file: string): boolean =>
  /(?:^|[-_])(?:health|check|status|verify|validation|smoke|test|tests|report|metrics)(?:[-_.]|$)/.test(file)
