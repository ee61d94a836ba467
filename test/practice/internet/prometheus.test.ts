import { expect, test } from 'vitest'
import { ParseError, runQuery } from '../../../src/practice/internet/prometheus/query.ts'
import type { Sample } from '../../../src/practice/internet/prometheus/sample.ts'

const now = 1_700_000_000_000

/** Two pods, one of which became busy a minute ago. */
const known = (at: number): Sample[] => [
  { labels: { __name__: 'busy', pod: 'a' }, value: at > now - 60_000 ? 4 : 1 },
  { labels: { __name__: 'busy', pod: 'b' }, value: 2 },
  { labels: { __name__: 'idle', pod: 'a' }, value: 0 },
]

const values = (query: string) => runQuery(query, known, now).map(({ value }) => value)

test.each([
  ['busy', [4, 2]],
  ['busy{pod="b"}', [2]],
  ['busy{pod!="b"}', [4]],
  ['busy{pod=~"a|c"}', [4]],
  ['busy{pod!~"a|c",}', [2]],
  ['busy{pod="."}', []],
  ['sum(busy)', [6]],
  ['avg( (busy) )', [3]],
  ['count(nowhere)', []],
  ['sum(nowhere) or vector(0)', [0]],
  ['busy{pod="b"} or vector(7)', [2]],
  ['min_over_time((busy\n)[5m:])', [1, 2]],
  ['max_over_time((busy)[120s:15s])', [4, 2]],
  ['max(avg_over_time(busy[2m:]))', [2.5]],
])('the practice Prometheus answers %j', (query, found) => {
  expect(values(query)).toEqual(found)
})

test.each([
  ['busy{pod="a"', 'unexpected end of input'],
  ['sum(busy', 'unexpected end of input'],
  ['busy + 1', '1:6: parse error: unexpected "+ 1"'],
  ['rate(busy[5m])', '1:5: parse error: unexpected "(busy[5m])"'],
  ['', 'unexpected end of input'],
])('the practice Prometheus says that it cannot read %j', (query, says) => {
  expect(() => values(query)).toThrow(ParseError)
  expect(() => values(query)).toThrow(says)
})
