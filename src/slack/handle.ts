import { randomBytes } from 'node:crypto'
import type { ModalView } from '@slack/types'
import type { Core } from '../app/core.ts'
import { ChatRefused } from '../app/ports/chat.ts'
import type { Delivery } from '../app/ports/store.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { decodeRef, readPress } from './actions.ts'
import { actionsBody, commandBody, eventBody, shortcutBody, submissionBody } from './bodies.ts'
import type { SlackChat } from './chat/chat.ts'
import type { AnyCommand, Reply, Scene } from './command.ts'
import type { Action, AnyModal, PlainAction, Shortcut } from './interactive.ts'
import type { AnyListener } from './listen.ts'
import { runCommand } from './run-command.ts'
import { readForm } from './views/forms/read-form.ts'
import type { Message } from './views/message.ts'
import { words } from './views/words.ts'

/** Everything people can say or press, and what it is answered with. */
export type Desk = {
  core: Core
  chat: SlackChat
  commands: readonly AnyCommand[]
  actions: readonly (Action | PlainAction)[]
  modals: readonly AnyModal[]
  shortcuts: readonly Shortcut[]
  listeners: readonly AnyListener[]
}

/**
 * Who did it and where to answer. `trigger` opens a form, for three seconds. `alone`: pressed in a message that
 * only this person sees, which an answer may replace; one that all see is never replaced.
 */
type Situation = { person: string; channel: string; replyTo?: string; trigger?: string; alone?: boolean }

/** Works on one delivery. Answers the error's text when it ended in one nobody expected. */
export async function handle(desk: Desk, delivery: Delivery): Promise<string | undefined> {
  const { situation, run } = route(desk, delivery)
  const scene: Scene = {
    core: desk.core,
    by: { actor: situation.person, cause: delivery.id },
    channel: situation.channel,
    commands: desk.commands,
    ...(situation.replyTo && { replyTo: situation.replyTo }),
  }
  try {
    const result = await run(scene)
    await answer(desk, situation, result)
    return undefined
  } catch (error) {
    const reference = randomBytes(4).toString('hex')
    desk.core.log.error({ err: error, delivery: delivery.id, reference }, 'Unexpected error')
    const says = `Something went wrong in Muster that should not have (reference \`${reference}\`). It is logged; what had been recorded before stays.`
    await answer(desk, situation, refuse('unexpected', says))
    return `${reference}: ${error instanceof Error ? error.message : String(error)}`
  }
}

type Route = { situation: Situation; run(scene: Scene): Promise<Result<Reply>> }

function route(desk: Desk, { kind, body }: Delivery): Route {
  if (kind === 'command') {
    const {
      user_id: person,
      channel_id: channel,
      response_url: replyTo,
      trigger_id: trigger,
      command,
      text,
    } = commandBody.parse(body)
    return {
      situation: { person, channel, replyTo, trigger },
      run: (scene) => runCommand(scene, command, text),
    }
  }
  if (kind === 'event') {
    const { event } = eventBody.parse(body)
    const person = 'user' in event ? event.user : ''
    return {
      situation: { person, channel: 'channel' in event ? event.channel : '' },
      async run(scene) {
        for (const listener of desk.listeners) await listener.run(event, scene)
        return ok(undefined)
      },
    }
  }
  return interaction(desk, body)
}

function interaction(desk: Desk, body: Delivery['body']): Route {
  if (body.type === 'block_actions') return press(desk, actionsBody.parse(body))
  if (body.type === 'view_submission') {
    const read = submissionBody.parse(body)
    const { callback_id } = read.view
    const { channel, metadata } = openedIn(read.view.private_metadata)
    const modal = desk.modals.find(({ id }) => id === callback_id)
    return {
      situation: { person: read.user.id, channel, ...(read.trigger_id && { trigger: read.trigger_id }) },
      run: async (scene) =>
        modal
          ? modal.run(readForm(read.view.state.values), metadata, scene)
          : refuse('no-form', 'This form is from an older Muster: open it again'),
    }
  }
  const read = shortcutBody.parse(body)
  const shortcut = desk.shortcuts.find(({ callbackId }) => callbackId === read.callback_id)
  const { channel, message, response_url: replyTo } = read
  return {
    situation: {
      person: read.user.id,
      channel: channel?.id ?? '',
      trigger: read.trigger_id,
      ...(replyTo && { replyTo }),
    },
    run: async (scene) =>
      shortcut
        ? shortcut.run(
            {
              ...(channel && { channel: channel.id }),
              ...(message && { ts: message.ts }),
              ...(message?.thread_ts && { thread: message.thread_ts }),
            },
            scene,
          )
        : refuse('no-shortcut', 'Muster does not know this shortcut'),
  }
}

function press(desk: Desk, body: ReturnType<typeof actionsBody.parse>): Route {
  const channel = body.channel?.id ?? body.container?.channel_id ?? ''
  const situation = {
    person: body.user.id,
    channel,
    trigger: body.trigger_id,
    alone: body.container?.is_ephemeral ?? false,
    ...(body.response_url && { replyTo: body.response_url }),
  }
  const pressed = body.actions[0] && readPress(body.actions[0])
  return {
    situation,
    async run(scene) {
      if (!pressed) return ok(undefined)
      const action = desk.actions.find(({ id }) => id === pressed.action)
      if (!action) return refuse('no-action', 'Muster does not know this button any more')
      if ('plain' in action) return action.run(pressed.value, scene)
      const ref = decodeRef(pressed.value)
      return ref
        ? action.run(ref, scene)
        : refuse('bad-value', 'This button is from an older message: use the newest card')
    },
  }
}

/** A form remembers where it was opened: its answer belongs there. */
const openingIn = (channel: string, form: ModalView): ModalView => ({
  ...form,
  private_metadata: `${channel} ${form.private_metadata ?? ''}`,
})

/** Where a form was opened, and what it is about. */
export function openedIn(metadata: string): { channel: string; metadata: string } {
  const gap = metadata.indexOf(' ')
  return { channel: metadata.slice(0, Math.max(gap, 0)), metadata: metadata.slice(gap + 1) }
}

/** Shows the answer to the one who acted, and to nobody else. Never throws: an answer that fails is logged. */
async function answer(desk: Desk, situation: Situation, result: Result<Reply>): Promise<void> {
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
