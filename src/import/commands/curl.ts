import { hasPlaceholder } from '../shell/placeholders.ts'
import { readFilter } from './filter.ts'
import { asProgram } from './programs.ts'
import { decide, type Recogniser } from './recogniser.ts'

/** Flags that change neither what is asked nor of whom. */
const harmless =
  /^(?:-[fsSILkvgi]+|--(?:fail|silent|show-error|head|location|insecure|verbose|include|compressed|fail-with-body)|-[a-zA-Z]*o|-w|-m|--max-time|--connect-timeout|--retry|--output|--write-out|-X|--request)$/
const withValue =
  /^(?:-[a-zA-Z]*o|-w|-m|--max-time|--connect-timeout|--retry|--output|--write-out|-X|--request)$/

/** `curl https://… ` that only asks: a check. What sends something, or needs a secret, stays with people. */
export const curl: Recogniser = (command) => {
  const [first, ...more] = command.parts
  const [program, ...args] = first?.words ?? []
  if (program !== 'curl' && program !== 'wget') return undefined
  const urls: string[] = []
  const values: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (program === 'wget' && /^-[qSO-]+$|^--(?:spider|quiet)$/.test(arg)) continue
    if (!arg.startsWith('-')) urls.push(arg)
    else if (!harmless.test(arg) && !/^--(?:max-time|connect-timeout|retry)=/.test(arg))
      return { kind: 'copy' }
    else if (withValue.test(arg)) values.push(args[++at] ?? '')
  }
  const [url] = urls
  const sends = values.some((value) => /^(?:POST|PUT|PATCH|DELETE)$/i.test(value))
  if (url === undefined || urls.length > 1 || sends) return { kind: 'copy' }
  if (hasPlaceholder(url) && /^https?:\/\/[\w.-]/.test(url) && !/\/\/(?:localhost|127\.|0\.0)/.test(url))
    return asProgram(command, true)
  if (!isAddress(url)) return { kind: 'copy' }
  if (isHere(url))
    return { kind: 'copy', ...decide('with an address that Muster reaches this can be a check: http') }
  const pipes = more.filter(
    ({ before, words }) => before === '|' && !/^(?:jq|python3?)$/.test(words[0] ?? ''),
  )
  const rest = more.filter(
    ({ before, words }) => before !== '|' && !/^(?:echo|exit|true|:)$/.test(words[0] ?? ''),
  )
  const filter = readFilter(pipes)
  if (rest.length > 0 || filter === undefined) return { kind: 'copy' }
  const expect = filter === 'none' ? {} : { expect: { bodyMatch: filter.match } }
  return { kind: 'check', check: 'http', with: { url, ...expect } }
}

const isAddress = (text: string): boolean =>
  /^https?:\/\/[^\s{}$@]+$/.test(text) && text.length <= 2000 && URL.canParse(text)

/** The machine that somebody types at: for Muster it is another. */
const isHere = (text: string): boolean =>
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1)/.test(new URL(text).hostname)
