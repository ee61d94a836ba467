/** A document as lines. Line 1 is `lines[0]`; the same lines that a Markdown parser counts. */
export type Source = { name: string; lines: readonly string[] }

/** Numbers of lines, counted from 1. */
export type Lines = readonly number[]

export const readSource = (name: string, text: string): Source => ({
  name,
  lines: text.split(/\r\n|\r|\n/).map(clean),
})

/** What a playbook may not hold: characters that nobody sees, and halves of characters. */
const unseen = /[[\p{Cc}--\t]\u202a-\u202e\u2066-\u2069\uE000-\uE00F]/gv

/** A line as drafts may show it. */
const clean = (line: string): string => line.toWellFormed().replace(unseen, ' ')

/** Whether there is anything on a line. A word, a number or a sign that is not Markdown's own. */
export const isBlank = (line: string): boolean => line.trim() === ''

/** Fences, rules, edges of tables, tags and comments of HTML: they hold no words. */
export const isMarkup = (line: string): boolean =>
  /^\s*(?:```|~~~)/.test(line) ||
  !/[\p{L}\p{N}]/u.test(line.replace(/<!--.*?-->|<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi, ''))

export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)
