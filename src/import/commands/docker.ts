import { asProgram, onlyLooks } from './programs.ts'
import { readsOnly } from './psql.ts'
import type { Recogniser } from './recogniser.ts'

const here = 'docker runs where Muster runs: is that the machine meant?'

/** `docker …`, `docker compose …` and `docker-compose …`: programs to declare. */
export const docker: Recogniser = (command) => {
  const argv = command.parts[0]?.words ?? []
  const [program, ...args] = argv
  if (program !== 'docker' && program !== 'docker-compose') return undefined
  const words = args.filter((word) => !word.startsWith('-'))
  if (words[0] === 'stats') return { kind: 'copy' }
  const inside = words[0] === 'exec' ? words.slice(2) : []
  const looks =
    inside.length > 0
      ? /^(?:ps|id|ls|df|netstat|nc|ping|env|cat|top|pg_isready)$/.test(inside[0] ?? '') || readsOnly(args)
      : words[0] !== 'run' && onlyLooks(argv)
  return asProgram(command, looks, here)
}
