import { asProgram } from './programs.ts'
import type { Recogniser } from './recogniser.ts'

const here = 'this acts on the machine that Muster runs on: is that the one meant?'

/** `systemctl`, `service` and `journalctl`: programs to declare. */
export const systemctl: Recogniser = (command) => {
  const words = command.parts[0]?.words ?? []
  const [program, ...args] = words[0] === 'sudo' ? words.slice(1) : words
  if (program === undefined || !/^(?:systemctl|service|journalctl)$/.test(program)) return undefined
  if (words[0] === 'sudo') return { kind: 'copy' }
  const looks =
    program === 'journalctl' ||
    args.some((word) => /^(?:status|is-active|is-failed|show|list-units|cat)$/.test(word))
  return asProgram(command, looks, here)
}
