import { expect, onTestFinished, test } from 'vitest'
import { redisCli } from '../../src/practice/cluster/programs/redis/cli.ts'
import { RedisKeys } from '../../src/practice/cluster/programs/redis/keys.ts'
import { countPages, emptyAndMark, unlinkPage } from '../../src/remediations/cache/redis-scripts.ts'
import { execHere, hasRedis, launchRedis } from './process.ts'

const words: string[][] = [
  ['SET', 'a:1', 'one'],
  ['SET', 'a:2', 'two'],
  ['SET', 'muster:flushed:rem-0', '1'],
  ['EVAL', "return redis.call('GET', KEYS[1])", '1', 'a:1'],
  ['EVAL', "return redis.call('GET', 'nowhere')", '0'],
  ['EVAL', 'return {1, 2.9, "three", {4}, nil, 6}', '0'],
  ['EVAL', 'if #ARGV == 2 and not false then return ARGV[1] .. 7 - 2 * 3 else return 0 end', '0', 'x', 'y'],
  ['EVAL', "local n = 0 repeat n = n + 1 until n >= 5 return 'n ' .. n", '0'],
  ['EVAL', countPages, '0', '0', '*'],
  ['EVAL', countPages, '0', '0', 'b*'],
  ['EVAL', unlinkPage, '2', 'muster:flushed:rem-1', 'muster:flushing:rem-1', 'a:*', '60'],
  ['-r', '3', 'EVAL', unlinkPage, '2', 'muster:flushed:rem-1', 'muster:flushing:rem-1', '*', '60'],
  ['EXISTS', 'a:1', 'muster:flushed:rem-0', 'muster:flushed:rem-1'],
  ['EVAL', emptyAndMark, '1', 'muster:flushed:rem-2', '60'],
  ['GET', 'muster:flushed:rem-2'],
  ['DBSIZE'],
]

test.skipIf(!hasRedis)(
  'the practice Redis answers scripts as a real one (skipped without redis)',
  async () => {
    const { port, stop } = await launchRedis()
    onTestFinished(stop)
    const real = execHere(port)
    const keys = new RedisKeys(() => undefined)
    for (const command of words) {
      const answered = await real({ command: ['redis-cli', ...command] })
      expect([command, redisCli(keys, command).stdout.trimEnd()]).toEqual([
        command,
        answered.stdout.trimEnd(),
      ])
    }
  },
)

test.each([
  ['return nowhere', /^ERR .*nonexistent global variable 'nowhere'/],
  ['made = 1', /^ERR .*create global variable 'made'/],
  ["redis.call('FLUSH')", /^ERR unknown command 'FLUSH'/],
  ['return (1', /^ERR Error compiling script/],
  ["redis.call('EVAL', 'return 1', '0')", /^ERR .*not allowed from script/],
])('the practice Redis refuses the script %s', (script, says) => {
  const keys = new RedisKeys(() => undefined)
  expect(redisCli(keys, ['EVAL', script, '0']).stdout).toMatch(says)
})
