import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { within } from '../../src/app/instruments.ts'

test('a look that fails before it has begun is told once, and not again when its time is over', async () => {
  const unheard: unknown[] = []
  const hear = (error: unknown) => void unheard.push(error)
  process.on('unhandledRejection', hear)
  onTestFinished(() => void process.off('unhandledRejection', hear))
  let signal: AbortSignal | undefined
  const looking = within(20, (until) => {
    signal = until
    throw new Error('The cluster does not answer')
  })

  await expect(looking).rejects.toThrow('The cluster does not answer')
  if (signal && !signal.aborted) await once(signal, 'abort')
  await new Promise((resolve) => setImmediate(resolve))
  expect(unheard).toEqual([])
})

test('a look that takes too long is given up', async () => {
  await expect(within(20, () => new Promise(() => {}))).rejects.toThrow('No answer within')
})
