import type { Delivery } from '../app/ports/store.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { decodeRef, readPress } from './actions.ts'
import { actionsBody, commandBody, eventBody, shortcutBody, submissionBody } from './bodies.ts'
import type { Reply, Scene } from './command.ts'
import type { Desk } from './desk.ts'
import { openedIn } from './opening.ts'
import { runCommand } from './run-command.ts'
import type { Situation } from './show-answer.ts'
import { readForm } from './views/forms/read-form.ts'

type Route = { situation: Situation; run(scene: Scene): Promise<Result<Reply>> }

/** Who acts on a delivery, and what their act runs. */
export function route(desk: Desk, { kind, body }: Delivery): Route {
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
