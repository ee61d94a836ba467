const letters = 'bcdfghjklmnpqrstvwxz2456789'

/** As the server names what asks for `generateName`. */
export const randomSuffix = (length = 5): string =>
  Array.from({ length }, () => letters[Math.floor(Math.random() * letters.length)]).join('')
