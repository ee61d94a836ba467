export const mask = '[redacted]'

/** A word that names a secret, as a key: `api_key`, `X-Auth-Token`, `PGPASSWORD`, `clientSecret`. */
const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|(?:access|account|private|signing|encryption)[-_]?key|credentials?|cookie|session[-_]?id|signature|(?<![a-z])sig(?![a-z]))'

/** Such a word with what may stand around it in a key. */
export const secretKey = `[\\w.-]{0,40}${secretWord}[\\w.-]{0,20}["']?`

/** A quoted value goes to its closing quote, over escaped ones, or else to the end of its line. */
const quoted = `"(?:[^"\\\\]|\\\\[\\s\\S])*"|'(?:[^'\\\\]|\\\\[\\s\\S])*'|["'][^\\n]*`

/** Ways a secret is written, most specific first. `$1` is what may stay. */
const patterns: [RegExp, string][] = [
  [
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
    mask,
  ],
  // A YAML block: what is indented below its key.
  [
    new RegExp(
      `^(([ \\t]*)(?:- )?${secretKey}[ \\t]*:[ \\t]*[|>][+-]?)[ \\t]*(?:\\n(?:\\2[ \\t]+[^\\n]*|[ \\t]*(?=\\n)))+`,
      'gim',
    ),
    `$1 ${mask}`,
  ],
  // user:password@ in a connection string, to the last @ of the word; the user may stay
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"']{0,100}:)(?!\d{1,5}(?:\/|$))[^\s"']{1,200}@/gi, `$1${mask}@`],
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/:@"'?#[\]]{20,200}@/gi, `$1${mask}@`],
  [
    /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest|aws4-hmac-sha256|apikey|negotiate)\s+)?[^\s"',;]+/gi,
    `$1${mask}`,
  ],
  [/\b((?:bearer|basic)\s+)[a-z0-9._~+/=-]{8,}/gi, `$1${mask}`],
  // key=value, "key": "value", --key value; a quoted value is taken whole
  [new RegExp(`(${secretKey}\\s{0,3}(?:=>|[:=])\\s{0,3})(${quoted}|[^\\s"',;&}\\]]+)`, 'gi'), `$1${mask}`],
  [new RegExp(`(--[\\w-]{0,40}${secretWord}[\\w-]{0,20}\\s+)[^\\s-]\\S*`, 'gi'), `$1${mask}`],
  // tokens known by their shape
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}/g, mask],
  [/\b(?:AKIA|ASIA|AGPA|AROA|AIDA|ANPA|ABIA|ACCA)[A-Z0-9]{16}\b/g, mask],
  // an AWS secret key: forty characters of base64 with all kinds in it, which no digest has
  [
    /(?<![A-Za-z0-9/+=])(?=[A-Za-z0-9+/]{0,39}[A-Z])(?=[A-Za-z0-9+/]{0,39}[a-z])(?=[A-Za-z0-9+/]{0,39}\d)[A-Za-z0-9+][A-Za-z0-9+/]{39}(?![A-Za-z0-9/+=])/g,
    mask,
  ],
  [/\bx(?:ox[a-z]|app)-[\w-]{10,}/g, mask],
  [/\bgh[pousr]_[A-Za-z0-9]{20,}/g, mask],
  [/\bgithub_pat_\w{20,}/g, mask],
  [/\bgl(?:pat|dt|rt|cbt|ptt)-[\w-]{16,}/g, mask],
  [/\b[sr]k[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{20,}/g, mask],
  [/\bAIza[\w-]{30,}/g, mask],
  [/\bya29\.[\w-]{20,}/g, mask],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/g, mask],
  [/\b(?:npm|hf|dop_v1|doo_v1|shpat|shpss|dckr_pat|pypi|hvs|hvb|sq0atp|sq0csp)[_.-][\w-]{20,}/g, mask],
  [/\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g, mask],
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

const switchOrCount = /^(?:|true|false|on|off|yes|no|\d{1,6})$/i

/**
 * Whether a value must be neither kept nor shown. `MAX_TOKENS=4096` is named like a secret, and is none; what is
 * left of one after a crash, `[redacted]`, still is one.
 */
export const looksSecret = (name: string, value: string): boolean =>
  value.includes(mask) || (!switchOrCount.test(value) && redactValue(name, value) !== value)

/** A setting as it may be shown: a name that says secret hides its value whole. */
export const redactValue = (name: string, value: string): string =>
  secretName.test(name) ? mask : redact(value)
