import { expect } from 'vitest'
import { blockErrors } from '../../src/practice/workspace/blocks/read-blocks.ts'
import { viewErrors } from '../../src/practice/workspace/blocks/read-view.ts'
import { textLength } from '../../src/practice/workspace/blocks/text-length.ts'
import type { Message } from '../../src/slack/views/message.ts'

/** Markup that Slack acts upon; whatever else stands in angle brackets came unescaped from somebody. */
const ours = /^(?:@[UW]\w{1,20}|#[CGD]\w{1,20}|!date\^-?\d+\^[^<>|]+\|[^<>|]+|https?:\/\/[^<>|\s]+\|[^<>|]+)$/

/** Every limit of Slack's, and nothing that pings, links or breaks out. */
export function expectSound(message: Message): void {
  expect(blockErrors(message.blocks, 'message', '')).toEqual([])
  expect(textLength(message.blocks)).toBeLessThan(12_500)
  expect(message.text.length).toBeGreaterThan(0)
  expect(message.text.length).toBeLessThanOrEqual(3900)
  expectSafe(message.text)
  for (const markup of markups(message.blocks)) expectSafe(markup)
}

export function expectSoundView(view: { type: string }): void {
  expect(viewErrors(view, view.type === 'home' ? 'home' : 'modal')).toEqual([])
  for (const markup of markups(view)) expectSafe(markup)
}

function expectSafe(markup: string): void {
  const outside = markup
    .replace(/<([^<>]*)>/g, (whole, inner) => (ours.test(inner) ? '' : whole))
    .replace(/^> /gm, '')
  expect(outside).not.toMatch(/[<>]/)
  expect(outside).not.toMatch(/&(?!amp;|lt;|gt;)/)
  expect(markup).not.toMatch(/```|[^\P{Cc}\n\t]|[\u202a-\u202e]/u)
  expect(markup.isWellFormed()).toBe(true)
}

/** All mrkdwn in blocks, each verbatim, so that Slack makes no links of its own. */
function* markups(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* markups(one)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && value.type === 'mrkdwn' && 'text' in value) {
      expect(value).toMatchObject({ verbatim: true })
      yield String(value.text)
    } else for (const one of Object.values(value)) yield* markups(one)
  }
}
