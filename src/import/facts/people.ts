import { z } from 'zod'
import type { Fact } from '../draft/draft.ts'
import { timeIn } from '../outline/times.ts'
import type { Statement } from './statement.ts'

const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i

/** The first e-mail address of a text that is one. */
export function addressIn(text: string): string | undefined {
  const email = address.exec(text)?.[0]
  return email !== undefined && email.length <= 254 && z.email().safeParse(email).success ? email : undefined
}

/** Somebody with an e-mail address, by the role they have. */
export function contacts({ label, text, cells, about, from }: Statement): Fact[] {
  const email = addressIn(`${text} ${Object.values(cells).join(' ')}`)
  if (email === undefined) return []
  const generic = label === '' || /^(?:contact|e-?mail)$/i.test(label.trim())
  // A level of escalation is somebody; "Contacts" is a heading.
  const name = !generic ? label : /^level \d/i.test(about) ? about : (email.split('@')[0] ?? email)
  return [{ kind: 'contact', name, email, from }]
}

/** A level of escalation: "Level 2: Engineering Team", "Level 1 Response: 15 minutes (on-call engineer)". */
export function levels({ label, text, cells, about, from }: Statement): Fact[] {
  if (/^level \d/i.test(label)) {
    const after = timeIn(text)
    return [{ kind: 'level', name: `${label}: ${text}`, ...(after === undefined ? {} : { after }), from }]
  }
  if (
    /^(?:primary|secondary|backup|on-?call|escalation)\b/i.test(label) &&
    /rotation|escalat|on-?call/i.test(about)
  )
    return [{ kind: 'level', name: `${label}: ${text}`, from }]
  const [, level] = /^(?:l|level|tier|niveau|stufe|nivel)?\s*(\d)$/i.exec(label.trim()) ?? []
  if (
    level !== undefined &&
    Object.keys(cells).length > 1 &&
    /contact|escalat|kontakt|eskalation|escalade/i.test(about)
  ) {
    const after = timeIn(text)
    return [
      { kind: 'level', name: `Level ${level}: ${text}`, ...(after === undefined ? {} : { after }), from },
    ]
  }
  return []
}
