/** How bad it is: `p0` is everything down, `p3` is a scratch. Also the word a responder types. */
export const severities = ['p0', 'p1', 'p2', 'p3'] as const
export type Severity = (typeof severities)[number]

export const isSeverity = (word: string): word is Severity => severities.some((one) => one === word)
