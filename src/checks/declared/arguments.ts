import { fill, placeholdersIn } from '../../domain/placeholders.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'

/** What programs take for an option, in any kind of dash, and for a file to read arguments from. */
const option = /^[\p{Pd}\u2212]/u
const special = /^[@+]/

/**
 * Puts the values into the arguments, each within its own. A value never becomes an option: one that begins
 * with a dash stands after "=" only.
 */
export function fillArguments(
  templates: readonly string[],
  values: Readonly<Record<string, string>>,
): Result<string[]> {
  for (const template of templates)
    for (const name of placeholdersIn(template)) {
      const before = template.slice(0, template.indexOf(`{${name}}`))
      const value = values[name] ?? ''
      if (before.includes('=')) continue
      if (template.startsWith('-'))
        return refuse(
          'option',
          `{${name}} stands in the name of an option: in service.yml it has to follow "="`,
        )
      if (option.test(value) || (before === '' && special.test(value)))
        return refuse(
          'option',
          `${name} may not begin with “${value.slice(0, 1)}”: a program takes that for an option`,
        )
    }
  return ok(templates.map((template) => fill(template, values)))
}

/** Arguments as a person would type them; for reading, not for a shell. */
export const typed = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ')
