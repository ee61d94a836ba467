import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCleanLines } from '../../src/programs/clean-output.ts'

// Written in pieces so that no scanner takes this file for a leak.
const canary = ['hunter2', 'Canary99', 'xyzzy'].join('')
const base64 = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')
const key = (kind: string) =>
  [`-----BEGIN ${kind}-----`, 'MIIEcanaryAAAA', `${canary}BBBB`, 'Q0FOQVJZ', `-----END ${kind}-----`].join(
    '\n',
  )

/** What a program may write, and what of it must never be seen. */
const leaks: [what: string, written: string, secrets: string[]][] = [
  ['an AWS key pair', `${['AKIA', 'IOSFODNN7EXAMPLE'].join('')} ${base64}`, ['IOSFODNN7', 'wJalrXUtn']],
  ['AWS settings', `aws_secret_access_key = ${canary}\naws_session_token=${canary}`, [canary]],
  ['a password', `password=${canary}`, [canary]],
  ['a quoted password with a quote in it', `password="ab\\"${canary}"`, [canary]],
  ['a quoted password over lines', `password: "first\n${canary}\nlast" done`, [canary]],
  ['a value below its key', `db_password:\n  ${canary}`, [canary]],
  ['a YAML block', `  client_secret: |-\n    abc\n\n    ${canary}\n  retries: 3`, [canary]],
  ['a bearer token', `Authorization: Bearer ${canary}`, [canary]],
  ['a bearer token of curl', `> authorization: bearer ${canary}.abc`, [canary]],
  ['a JWT', ['eyJhbGciOiJIUzI1NiJ9', `eyJ${canary}`, `sig${canary}`].join('.'), [canary]],
  ['an RSA key', key('RSA PRIVATE KEY'), [canary, 'MIIEcanary', 'Q0FOQVJZ']],
  ['an OpenSSH key', key('OPENSSH PRIVATE KEY'), [canary, 'MIIEcanary', 'Q0FOQVJZ']],
  ['a PGP key', key('PGP PRIVATE KEY BLOCK'), [canary, 'MIIEcanary', 'Q0FOQVJZ']],
  ['a key that never ends', key('PRIVATE KEY').split('\n').slice(0, 4).join('\n'), [canary, 'Q0FOQVJZ']],
  ['an address with credentials', `postgres://app:p@ss/${canary}@db:5432/jobs`, [canary, 'p@ss']],
  ['an address with a token as its user', `https://${canary}${canary}@git.example.org/x`, [canary]],
  ['a signed address', `https://s3.example.org/a?X-Amz-Signature=${canary}&x=1`, [canary]],
  ['a storage account', `AccountName=a;AccountKey=${canary};`, [canary]],
  ['a flag', `curl --api-token ${canary} --verbose`, [canary]],
  ['a token of GitHub', `remote: ghp_${canary}${canary}`, [canary]],
  ['a token of Slack', ['xoxb', '12345678', canary].join('-'), [canary]],
  ['a coloured password', `\u001b[31mpass\u001b[0mword=\u001b[1m${canary}\u001b[0m`, [canary]],
  ['a password with unseen letters in its name', `pass\u200bword=${canary}`, [canary]],
]

function through(chunks: readonly Uint8Array[]): string {
  const clean = createCleanLines()
  return [...chunks.flatMap((chunk) => clean.push(chunk)), ...clean.end()].join('\n')
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('what a program writes', () => {
  test.each(leaks)('%s is hidden, wherever its output is split', (_, written, secrets) => {
    const all = bytes(`starting\n${written}\nthe end é\n`)
    const seen = [
      ...all.keys().map((at) => through([all.subarray(0, at), all.subarray(at)])),
      through([...all.keys().map((at) => all.subarray(at, at + 1))]),
    ]
    for (const text of seen) {
      for (const secret of secrets) expect(text).not.toContain(secret)
      expect(text).toMatch(/^starting\n/)
    }
    expect(new Set(seen).size).toBe(1)
  })

  test('is read on after a secret', () => {
    const read = through([bytes(`${key('RSA PRIVATE KEY')}\npassword: "a\nb" ok\nretries: 3\n`)])
    expect(read.split('\n').at(-1)).toBe('retries: 3')
    expect(through([bytes(`token: |\n  ${canary}\nretries: 3\n`)])).toMatch(/\nretries: 3$/)
  })

  test('keeps what is ordinary', () => {
    const ordinary = [
      'deployment.apps/nqba-api restarted',
      'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
      'GET http://10.0.0.4:8080/health?user=ana@example.org → 200 in 12 ms',
      'registry.example.org:5000/nqba-api@sha256:9f86d081884c7d65',
    ].join('\n')
    expect(through([bytes(ordinary)])).toBe(ordinary)
  })

  test('shows the last state of a progress bar, and no control characters', () => {
    expect(through([bytes('10 %\r50 %\r100 %\n\u001b]0;title\u0007done\u0000\u0007\n')])).toBe('100 %\ndone')
  })

  test('a secret at the edge of an overlong line is not cut into sight', () => {
    for (let before = 1965; before <= 1995; before += 1) {
      const seen = through([bytes(`password=${'x'.repeat(before)} AKIA${'Q7'.repeat(8)} and more\n`)])
      expect(seen).not.toMatch(/AKIA|Q7/)
    }
  })

  test('any canary in any noise, in any chunks', () => {
    const noise = fc.stringMatching(/^[a-z0-9 .,\n\t-]{0,60}$/)
    fc.assert(
      fc.property(
        noise,
        fc.constantFrom(...leaks),
        noise,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (before, [, written, secrets], after, sizes) => {
          const all = bytes(`${before}\n${written}\n${after}`)
          const chunks: Uint8Array[] = []
          for (let at = 0, n = 0; at < all.length; n += 1) {
            const size = sizes[n % sizes.length] ?? 1
            chunks.push(all.subarray(at, at + size))
            at += size
          }
          const seen = through(chunks)
          return secrets.every((secret) => !seen.includes(secret))
        },
      ),
      { numRuns: 200 },
    )
  })
})
