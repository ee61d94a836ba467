/** `42` and `INC-42` name the same page. */
export const numberPattern = '(?:[Ii][Nn][Cc]-)?[0-9]{1,9}'

export const numberOf = (word: string): number => Number(word.replace(/^inc-/i, ''))
