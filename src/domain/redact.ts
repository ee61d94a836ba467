const mask = '[redacted]'

/** A word that names a secret, as a key: `api_key`, `X-Auth-Token`, `PGPASSWORD`, `clientSecret`. */
const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|access[-_]?key|private[-_]?key|credentials?|cookie|session[-_]?id)'

/** Ways a secret is written, most specific first. `$1` is what may stay. */
const patterns: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
  // user:password@ in a connection string; the user may stay
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"']{0,100}:)[^\s@"']{1,200}@/gi, `$1${mask}@`],
  [
    /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest)\s+)?[^\s"',;]+/gi,
    `$1${mask}`,
  ],
  [/\b((?:bearer|basic)\s+)[a-z0-9._~+/=-]{8,}/gi, `$1${mask}`],
  // key=value, "key": "value", --key value; a quoted value is taken whole
  [
    new RegExp(
      `([\\w.-]{0,40}${secretWord}[\\w.-]{0,20}["']?\\s{0,3}[:=]\\s{0,3})("[^"]*"|'[^']*'|[^\\s"',;&}\\]]+)`,
      'gi',
    ),
    `$1${mask}`,
  ],
  [new RegExp(`(--[\\w-]{0,40}${secretWord}[\\w-]{0,20}\\s+)[^\\s-]\\S*`, 'gi'), `$1${mask}`],
  // tokens known by their shape
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, mask],
  [/\b(?:AKIA|ASIA|AGPA|AROA)[A-Z0-9]{16}\b/g, mask],
  [/\bx(?:ox[a-z]|app)-[\w-]{10,}/g, mask],
  [/\bgh[pousr]_[A-Za-z0-9]{20,}/g, mask],
  [/\bgithub_pat_\w{20,}/g, mask],
  [/\bglpat-[\w-]{16,}/g, mask],
  [/\b[sr]k[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{20,}/g, mask],
  [/\bAIza[\w-]{30,}/g, mask],
  [/\bhooks\.slack\.com\/services\/[\w/]+/g, `hooks.slack.com/services/${mask}`],
]

/**
 * Hides what looks like a secret: passwords, tokens, keys, credentials in connection strings. Give it whole
 * text rather than pieces: a private key runs over several lines. Redacting twice changes nothing more.
 */
export function redact(text: string): string {
  let clean = text
  for (const [pattern, put] of patterns) clean = clean.replace(pattern, put)
  return clean
}

const secretName = new RegExp(`${secretWord}|dsn$|_key$`, 'i')

/** A setting as it may be shown: a name that says secret hides its value whole. */
export const redactValue = (name: string, value: string): string =>
  secretName.test(name) ? mask : redact(value)
