import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { type Ask, notLookedAt } from './ask.ts'

/** Whether the programs of declared commands are here and allowed. Here: where lint runs. */
export async function livePrograms({ service, file }: ServiceFolder, ask: Ask): Promise<Note[]> {
  const named = service.commands.flatMap(({ name, run, preview, verify }, n) =>
    Object.entries({ run, preview, verify }).flatMap(([key, argv]) =>
      argv?.[0] === undefined ? [] : [{ name, program: argv[0], path: ['commands', n, key, 0] }],
    ),
  )
  const notes = await Promise.all(
    named.map(async ({ name, program, path }): Promise<Note[]> => {
      const found = await ask(({ instruments: { programs } }) => programs.resolve(program))
      if (found.ok) return []
      if (!found.denied) return [notLookedAt({ file, path }, `The program of ${name}`, found)]
      return [
        {
          file,
          path,
          rule: 'command-unresolved',
          says: `${name} cannot run here: ${found.says}`,
          advice: 'Install it where Muster runs and lint there, or correct its name',
        },
      ]
    }),
  )
  return notes.flat()
}
