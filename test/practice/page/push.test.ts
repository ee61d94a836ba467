import { expect, test } from 'vitest'
import { topLevel } from '../../../src/practice/page/app/state/messages.ts'
import { applyPush, enter } from '../../../src/practice/page/app/state/push.ts'
import type { PageState } from '../../../src/practice/page/app/state/state.ts'
import { emptyState } from '../../../src/practice/page/app/state/state.ts'
import type { PageView, Push } from '../../../src/practice/page/protocol.ts'
import { message, snapshot } from './support/world.ts'

const after = (...pushes: Push[]): PageState => pushes.reduce(applyPush, emptyState)
const texts = (state: PageState) => state.world?.messages.C1?.map((one) => one.ts)
const view = (id: string): PageView => ({
  id,
  hash: 'h',
  type: 'modal',
  title: { type: 'plain_text', text: id },
  blocks: [],
})

test('somebody arriving lands where they are wanted', () => {
  expect(after(snapshot()).place).toEqual({ at: 'channel', id: 'C2' })
})

test('a message that comes late is still shown at its own time, and only once', () => {
  const state = after(
    snapshot(),
    { type: 'message', message: message('3.0') },
    { type: 'message', message: message('2.0') },
    { type: 'message', message: message('3.0') },
  )
  expect(texts(state)).toEqual(['1.0', '2.0', '3.0'])
})

test('replies stay in their thread', () => {
  const reply = message('2.0', { threadTs: '1.0' })
  expect(topLevel([message('1.0', { threadTs: '1.0' }), reply]).map((one) => one.ts)).toEqual(['1.0'])
})

test('entering a channel with unread messages marks where the news begins', () => {
  const state = enter(after(snapshot()), { at: 'channel', id: 'C2' })
  expect(state.newFrom.C2).toBe('10.0')
  expect(enter(state, { at: 'channel', id: 'C1' }).newFrom.C1).toBeUndefined()
})

test('a button waits until its message is redrawn', () => {
  const waiting = { ...after(snapshot()), pending: { 'message:C1:1.0': 'row/ack' } }
  expect(applyPush(waiting, { type: 'message-changed', message: message('2.0') }).pending).not.toEqual({})
  expect(applyPush(waiting, { type: 'message-changed', message: message('1.0') }).pending).toEqual({})
})

test('a button that opens a form, or is refused, no longer waits', () => {
  const waiting = { ...after(snapshot()), pending: { 'message:C1:1.0': 'row/ack' } }
  expect(applyPush(waiting, { type: 'modal', view: view('V1'), depth: 1 }).pending).toEqual({})
  expect(applyPush(waiting, { type: 'notice', text: 'no' }).pending).toEqual({})
})

test('a form over a form comes and goes, and the lower one keeps what was typed', () => {
  const typed = { 'view:V1': { b: { a: { type: 'plain_text_input', value: 'x' } } }, 'view:V2': {} }
  const two = {
    ...after(
      snapshot(),
      { type: 'modal', view: view('V1'), depth: 1 },
      { type: 'modal', view: view('V2'), depth: 2 },
    ),
    values: typed,
  }
  const one = applyPush(two, { type: 'modal-closed', viewId: 'V2', all: false })
  expect(one.modals.map((modal) => modal.view.id)).toEqual(['V1'])
  expect(one.values).toEqual({ 'view:V1': typed['view:V1'] })
})

test('a redrawn form forgets old complaints; a complaint keeps the form', () => {
  const complained = after(
    snapshot(),
    { type: 'modal', view: view('V1'), depth: 1 },
    { type: 'modal-errors', viewId: 'V1', errors: { b: 'Too short' } },
  )
  expect(complained.modals[0]?.errors).toEqual({ b: 'Too short' })
  expect(applyPush(complained, { type: 'modal', view: view('V1'), depth: 1 }).modals[0]?.errors).toEqual({})
})

test('being somebody else closes what the last person had open', () => {
  const state = after(snapshot(), { type: 'modal', view: view('V1'), depth: 1 }, snapshot({ me: 'U2' }))
  expect(state).toMatchObject({ as: 'U2', modals: [], values: {} })
})

test('a deleted message takes its open thread with it', () => {
  const open = { ...after(snapshot()), thread: { channel: 'C1', ts: '1.0' } }
  expect(applyPush(open, { type: 'message-deleted', channel: 'C1', ts: '1.0' }).thread).toBeUndefined()
})
