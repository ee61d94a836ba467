/** Text after parsing: what the three ways of writing (mrkdwn, Markdown, rich text) have in common. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike' | 'underline'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; inside: Inline[] }
  | { kind: 'user' | 'channel' | 'group'; id: string; label: string }
  | { kind: 'broadcast'; range: string }
  /** `at` in seconds since 1970; `format` as in Slack's `<!date^…>`. */
  | { kind: 'date'; at: number; format: string; url: string; fallback: string }
  | { kind: 'emoji'; name: string; tone: string }
  | { kind: 'color'; value: string }

export type ListItem = { inside: TextBlock[]; checked?: boolean }

export type TextBlock =
  | { kind: 'paragraph'; inside: Inline[] }
  | { kind: 'heading'; level: number; inside: Inline[] }
  | { kind: 'quote'; inside: TextBlock[] }
  | { kind: 'pre'; text: string }
  | { kind: 'list'; ordered: boolean; start: number; indent: number; items: ListItem[] }
  | { kind: 'rule' }
  | { kind: 'table'; align: string[]; head: Inline[][]; rows: Inline[][][] }

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** Slack escapes exactly these three. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (found) => entities[found] ?? found)

/** A link may only lead where a click is harmless: the web, mail, a phone call. */
export const isSafeUrl = (url: string): boolean => /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(url)
