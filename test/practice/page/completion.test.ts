import { expect, test } from 'vitest'
import { completing } from '../../../src/practice/page/app/composer/completion.ts'
import { asTyped } from '../../../src/practice/page/app/composer/typed.ts'
import { world } from './support/world.ts'

const labels = (typed: string) => completing(typed, typed.length, world)?.offers.map((offer) => offer.inserts)

test('a slash offers the commands that begin so, and only at the very start', () => {
  expect(labels('/')).toEqual(['/incident ', '/handoff '])
  expect(labels('/in')).toEqual(['/incident '])
  expect(labels('see /in')).toBeUndefined()
  expect(labels('/incident p0')).toBeUndefined()
})

test('an @ finds people by any of their names and writes their handle', () => {
  expect(labels('ask @ort')).toEqual(['@ana '])
  expect(labels('/incident lead @bo')).toEqual(['@bob '])
  expect(labels('mail ana@bo')).toBeUndefined()
})

test('a # finds channels by any part of their name, archived ones excepted', () => {
  expect(labels('in #dyn')).toEqual(['#inc-1-dynex '])
})

test('only the word at the caret is completed', () => {
  expect(completing('@an is here', 3, world)).toMatchObject({ from: 0, offers: [{ key: 'U1' }] })
})

test('an edit begins with what was typed, not with what became of it', () => {
  expect(asTyped('<@U1> see <#C1|incidents>, <https://a.example/x> &lt;3 &amp; <!here>', world)).toBe(
    '@ana see #incidents, https://a.example/x <3 & @here',
  )
})
