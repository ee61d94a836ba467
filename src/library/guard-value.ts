const maxValues = 50_000
const maxCharacters = 2_000_000

/**
 * Says what is wrong with a value whose aliases have been followed: too large once written out (the
 * "billion laughs"), endless (an alias inside its own anchor), or text that no database or digest can hold.
 */
export function guardValue(top: unknown): string | undefined {
  const stack = [top]
  let values = 0
  let characters = 0
  while (stack.length > 0) {
    const one = stack.pop()
    values++
    if (typeof one === 'string') {
      characters += one.length
      if (!one.isWellFormed() || one.includes('\0'))
        return 'There is broken text here: half a character, or a NUL'
    }
    if (typeof one === 'number' && !Number.isFinite(one)) return 'A number here is infinite or not a number'
    if (one !== null && typeof one === 'object')
      for (const [key, value] of Object.entries(one)) stack.push(key, value)
    if (values + stack.length > maxValues || characters > maxCharacters)
      return 'Its aliases (*name) expand without measure: write the values out instead'
  }
  return undefined
}
