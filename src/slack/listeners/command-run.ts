import { refuse } from '../../domain/result.ts'
import { definePlainAction, type PlainAction } from '../interactive.ts'
import { runCommand } from '../run-command.ts'

/** Runs the command a suggestion proposed, as if it had been typed here. */
export const commandRun: PlainAction = definePlainAction({
  id: 'command.run',
  async run(value, scene) {
    const [slash = '', ...words] = value.split(' ')
    if (!slash.startsWith('/')) return refuse('no-command', 'That is not a command')
    return runCommand(scene, slash, words.join(' '))
  },
})
