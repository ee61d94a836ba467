/** A placeholder within a word stands between these, so that a shell's rules leave it alone. */
const [opens, closes] = ['\uE000', '\uE001']
const marked = /\uE000([^\uE001]*)\uE001/g

/** `<name>`, `{{ x }}`, `[POD_NAME]`, `${VAR}`, `$VAR`: what somebody has to fill in. Not `$1`, `$?`, `$(date)`. */
const written =
  /<([A-Za-z][\w .-]{0,40})>|\{\{\s*\.?([A-Za-z][\w.-]{0,40})\s*\}\}|\[([A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+|[Yy]our[-_ ][\w -]{1,30})\]|\$\{([A-Za-z_]\w{0,40})\}|\$([A-Za-z_]\w{0,40})/g

export const markPlaceholders = (text: string): string =>
  text.replace(written, (...found) => {
    const name = found.slice(1, 6).find((one) => typeof one === 'string')
    return `${opens}${name}${closes}`
  })

export const hasPlaceholder = (word: string): boolean => word.includes(opens)

/** A word as people read it: each placeholder as `<name>`. */
export const asWritten = (word: string): string => word.replace(marked, '<$1>')

/** Names that parameters may have: `<incident-id>` is `incident-id`, `$POD_NAME` is `POD_NAME`. */
const parameterName = (written: string): string => {
  const name = written.trim().replace(/[^\w-]+/g, '-')
  return /^[a-zA-Z]/.test(name) ? name.slice(0, 40) : `p${name}`.slice(0, 40)
}

/** Nothing but one placeholder: all of it is asked for. */
export const isPlaceholder = (word: string): boolean => word.replace(marked, '') === ''

/** The word as service.yml writes it: each placeholder as `{name}`, and the names. */
export function asParameters(word: string): { text: string; names: string[] } {
  const names: string[] = []
  const text = word.replace(marked, (_, name: string) => {
    names.push(parameterName(name))
    return `{${parameterName(name)}}`
  })
  return { text, names }
}
