import { line, passage } from '../../mrkdwn.ts'
import { actions, section } from '../blocks.ts'
import { button } from '../elements.ts'
import { mark } from '../marks.ts'
import { type Message, message } from '../message.ts'

/** A "no" that says what to do instead. */
export const refusal = (says: string): Message =>
  message(passage(says, 2000), [section([passage(says, 2000)])])

/** Something broke on our side; `reference` finds it in the log. */
export function unexpected(reference: string): Message {
  const says = `${mark.warning} That did not work, and it is not your fault. Try again; if it stays so, give your platform team the reference ${line(reference, 60)}.`
  return message(says, [section([says])])
}

type Suggestion = {
  says: string
  command?: string | undefined
  usage?: string | undefined
  asTyped?: string | undefined
}

/**
 * What was typed is not a command: the nearest that is, with a button that runs it.
 * `command` is whole, as `/incident sev p1`; `usage` is shown where it still lacks words; `asTyped` is the command
 * for those who meant what they wrote.
 */
export function suggestion({ says, command, usage, asTyped }: Suggestion): Message {
  const code = (words: string) => `\`${line(words.replaceAll('`', "'"), 300)}\``
  return message(passage(says, 1000), [
    section([
      passage(says, 1000),
      command !== undefined && `Did you mean ${code(command)}?`,
      usage !== undefined && `The form is ${code(usage)}`,
    ]),
    ...(command !== undefined && command.length <= 2000
      ? [
          actions([
            button('command.run', `Run ${command}`, command.toWellFormed(), { style: 'primary' }),
            ...(asTyped ? [button('command.run', 'As I typed it', asTyped.toWellFormed(), { nth: 1 })] : []),
          ]),
        ]
      : []),
  ])
}
