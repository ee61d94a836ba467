import fc from 'fast-check'
import { test } from 'vitest'
import { drawPicture } from '../../src/slack/views/index.ts'
import { expectSound } from './slack-rules.ts'
import { picture } from './wild.ts'

test('whatever people and machines write, Slack takes the message and nobody is pinged by it', () => {
  fc.assert(
    fc.property(picture, (one) => {
      expectSound(drawPicture(one))
    }),
    { numRuns: 1000 },
  )
})
