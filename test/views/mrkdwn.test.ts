import { expect, test } from 'vitest'
import {
  bold,
  channelMention,
  line,
  link,
  moment,
  passage,
  people,
  person,
  plain,
  quotation,
} from '../../src/slack/mrkdwn.ts'

test('nobody can call the channel', () => {
  for (const shout of [
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<!subteam^S0123ABC>',
    '<!subteam^S0123ABC|@ops>',
  ])
    for (const shown of [line(shout, 100), passage(shout, 100)]) expect(shown).toMatch(/^&lt;!.*&gt;$/)
})

test('a person named in an update is called; in a title it is only a name', () => {
  expect(passage('ask <@U0123ABCD|bob> in <#C0123ABCD|ops>', 100)).toBe('ask <@U0123ABCD> in <#C0123ABCD>')
  expect(line('ask <@U0123ABCD|bob> in <#C0123ABCD|ops>', 100)).toBe('ask @bob in #ops')
  expect(plain('ask <@U0123ABCD|bob>', 100)).toBe('ask @bob')
})

test('what only looks like a mention stays text', () => {
  for (const fake of ['<@U0123|x> <!channel>|', '<@u123>', '<@U1<!channel>>', '<#C1|<!here>>'])
    expect(passage(fake, 200).replace(/<[@#][UWC]\w+>/g, '')).not.toMatch(/[<>]/)
})

test('letters of other scripts and families of emoji stay whole, and turn nothing around', () => {
  expect(line('שלום p0', 50)).toBe('\u2068שלום p0\u2069')
  expect(line('safe \u202Egnp.exe', 50)).toBe('safe gnp.exe')
  expect(line('a\u0000b\u0007c', 50)).toBe('abc')
  const cut = line('👩‍👩‍👧‍👦'.repeat(20), 40)
  expect(cut.isWellFormed()).toBe(true)
  expect(cut).toMatch(/\p{Emoji}…$/u)
})

test('text is cut where it is escaped, not in the middle of an entity', () => {
  expect(line('&'.repeat(100), 20)).toBe('&amp;&amp;&amp;…')
  expect(passage('<'.repeat(100), 12)).toBe('&lt;&lt;…')
})

test('a code fence does not swallow what follows it', () => {
  expect(passage('```rm -rf', 100)).not.toContain('```')
  expect(line('a ```` b', 100)).not.toContain('```')
  expect(passage('run `kubectl get pods`', 100)).toBe('run `kubectl get pods`')
})

test('every line of a quotation is quoted', () => {
  expect(quotation('one\ntwo <!here>', 100)).toBe('> one\n> two &lt;!here&gt;')
})

test('only web addresses become links', () => {
  expect(link('https://a.example/x?y=1&z=2', 'A|B')).toBe('<https://a.example/x?y=1&amp;z=2|A/B>')
  expect(link('https://a.example/|<!channel>', 'x')).toBe('<https://a.example/%7C%3C!channel%3E|x>')
  expect(link('javascript:alert(1)', 'x')).toBe('x')
  expect(link('not an address', 'x')).toBe('x')
})

test('people and channels are mentioned by id only', () => {
  expect(person('U0123ABCD')).toBe('<@U0123ABCD>')
  expect(person('muster')).toBe('Muster')
  expect(person('!channel')).toBe('!channel')
  expect(person('U1> <!channel')).toBe('U1&gt; &lt;!channel')
  expect(channelMention('C0123ABCD')).toBe('<#C0123ABCD>')
  expect(people(['U1A', 'U2A', 'U3A'], 2)).toBe('<@U1A>, <@U2A> and 1 more')
})

test('times read right in every zone, and in UTC where they cannot', () => {
  expect(moment('2026-11-20T14:02:00.000Z')).toBe(
    '<!date^1795183320^{date_short_pretty} {time}|2026-11-20 14:02 UTC>',
  )
  expect(moment('soon')).toBe('soon')
})

test('a star in what is bold is seen, and does not end the bold', () => {
  expect(bold(line('Take the keys that match user:* out of sessions', 100))).toBe(
    '*Take the keys that match user:∗ out of sessions*',
  )
})
