import type { ModalView } from '@slack/types'
import { ChatRefused } from '../app/ports/chat.ts'
import type { Result } from '../domain/result.ts'
import type { Reply } from './command.ts'
import type { Desk } from './desk.ts'
import { openingIn } from './opening.ts'
import type { Message } from './views/message.ts'
import { words } from './views/words.ts'

/**
 * Who did it and where to answer. `trigger` opens a form, for three seconds. `alone`: pressed in a message that
 * only this person sees, which an answer may replace; one that all see is never replaced.
 */
export type Situation = {
  person: string
  channel: string
  replyTo?: string
  trigger?: string
  alone?: boolean
}

/** Shows the answer to the one who acted, and to nobody else. Never throws: an answer that fails is logged. */
export async function showAnswer(desk: Desk, situation: Situation, result: Result<Reply>): Promise<void> {
  try {
    if (!result.ok) return await say(desk, situation, result.refusal.says)
    if (!result.value) return
    if ('form' in result.value) return await open(desk, situation, result.value.form)
    await sayMessage(desk, situation, result.value.say, result.value.instead)
  } catch (error) {
    desk.core.log.warn({ err: error, person: situation.person }, 'An answer could not be shown')
  }
}

async function open(desk: Desk, situation: Situation, form: ModalView): Promise<void> {
  try {
    await desk.chat.openView(situation.trigger ?? '', openingIn(situation.channel, form))
  } catch (error) {
    if (!(error instanceof ChatRefused) || !/trigger/.test(error.reason)) throw error
    await say(desk, situation, 'The form came too late for Slack to open it: press once more.')
  }
}

/** A word that fills the screen is what somebody typed, said back to them: its beginning will do. */
const shortened = (text: string): string =>
  text.replace(/\S{300,}/gu, (word) => `${word.slice(0, 60).toWellFormed()}…`)

const say = (desk: Desk, situation: Situation, text: string) =>
  sayMessage(desk, situation, words({ text: shortened(text) }))

async function sayMessage(
  desk: Desk,
  { replyTo, channel, person, alone }: Situation,
  message: Message,
  instead = false,
) {
  if (replyTo)
    return desk.chat.reply(replyTo, { ...message, ...(instead && alone && { replaceOriginal: true }) })
  try {
    if (channel) return await desk.chat.whisperMessage(channel, person, message)
  } catch (error) {
    // The bot is not in that channel, or the person no longer is.
    if (!(error instanceof ChatRefused)) throw error
  }
  await desk.chat.tell(await desk.chat.directMessage(person), message)
}
