const placeholder = /\{([a-zA-Z][\w-]*)\}/g

/** Names of the parameters that a declared text takes: `--since={since}` takes `since`. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(placeholder)].map(([, name = '']) => name)

/** Puts values in, once: a value that looks like a placeholder stays what it is. Unknown ones stay too. */
export const fill = (
  text: string,
  values: Readonly<Record<string, string>>,
  write: (value: string) => string = (value) => value,
): string =>
  text.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? whole : write(value)
  })
