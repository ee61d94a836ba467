import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channelName, nthName } from '../../src/slack/chat/channel-name.ts'

describe('the name of an incident’s channel', () => {
  test.each([
    ['inc-42 Dynex is down', 'inc-42-dynex-is-down'],
    ['inc-7 Café Zürich: Straße überlastet!', 'inc-7-cafe-zurich-strasse-uberlastet'],
    ['inc-8 Łódź & Øresund', 'inc-8-lodz-oresund'],
    ['inc-9 データベース', 'inc-9'],
    ['💥💥', 'incident'],
    ['  --DNS__is--gone-- ', 'dns__is-gone'],
    ['ﬁle “upload” ①', 'file-upload-1'],
  ])('%s becomes %s', (title, name) => {
    expect(channelName(title)).toBe(name)
  })

  const anything = fc.string({ unit: 'binary', maxLength: 300 })

  test('is one Slack takes, whatever the title', () => {
    fc.assert(
      fc.property(anything, (title) => {
        expect(channelName(title)).toMatch(/^[a-z0-9_][a-z0-9_-]{0,79}$/)
        expect(channelName(title)).not.toMatch(/--|-$/)
      }),
    )
  })

  test('stays as it is when it is valid already', () => {
    fc.assert(
      fc.property(anything, (title) => {
        expect(channelName(channelName(title))).toBe(channelName(title))
      }),
    )
  })

  test('is another with every try, and never too long', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 50 }), (title, last) => {
        const names = Array.from({ length: last }, (_, tried) => nthName(channelName(title), tried + 1))
        expect(new Set(names).size).toBe(last)
        for (const name of names) expect(name).toMatch(/^[a-z0-9_][a-z0-9_-]{0,79}$/)
        expect(names.at(-1)).toMatch(new RegExp(`-${last}$`))
      }),
    )
  })
})
