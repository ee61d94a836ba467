import { capital } from './title.ts'

/** What sets answers apart: "If …" and what closes them, "Option A", "Cause: …". */
export type AnswerKind = 'condition' | 'otherwise' | 'option' | 'cause'

/** An answer as a title names it. `when`: the answer itself; `title`: as the document says it. */
export type Answer = { kind: AnswerKind; title: string; when: string }

const condition =
  /^(?:(?:else|otherwise),?\s+(?=if\b))?(?:s['’](?=ils?\b|elles?\b)|(?:if|when|in case(?: of)?|falls|sofern|wenn|si|en cas de|dans le cas où|lorsque|en caso de|cuando)(?![\p{L}\p{N}])[:.,]?(?!\s+to\b))\s*(\S.*)$/isu

/** Behind "if not" stands a comma, or it is another condition: "If not ready, …". */
const otherwise =
  /^(?:otherwise|else|in (?:all |any )?other cases?|(?:if )?none of (?:these|them|the above)(?: appl(?:y|ies))?|(?:if not|si non?|wenn nicht|falls nicht)(?=\s*[,:]|$)|sonst|andernfalls|anderenfalls|ansonsten|sinon|autrement|dans le cas contraire|de lo contrario|en caso contrario|en otro caso)(?![\p{L}\p{N}])/iu

const option =
  /^(?:(?:option|method|approach|alternative|variant|variante|méthode|método|opción|scenario|szenario|scénario|escenario) \w{1,2}|case \d+)(?![\p{L}\p{N}])/iu

const elseIf = /^(?:else|otherwise),?\s+if\b/i

/** What a question right above is answered with. */
const bare = /^(?:yes|no|ja|nein|oui|non|sí)$/iu

const cause =
  /^(?:(?:possible|likely|common|root|probable|mögliche|posible|probable) )?(?:cause|ursache|causa)\s*(?:#?\d{1,2}|[A-Z])?\s*[:–—-]\s*(\S.*)$/isu

/** Goes on from what was done before, and is no answer beside others: "If that does not help". */
const followsUp =
  /\b(?:still|persists?|again|continues|remains|previous|above|unsuccessful|weiterhin|immer noch|persiste|toujours|sigue)\b|\b(?:needed|necessary|required|possible|applicable|unsure|so|in doubt|done|finished|completed?|ready|resolved|recovered|fixed|mitigated|nötig|erledigt|behoben|nécessaire|necesario)$|\b(?:this|that|these|none|nothing|it|das|cela|eso)\b.{0,20}\b(?:help|work|fail|succeed|suffice|enough|hilft|suffi|funciona|ayuda)|(?:not|n['’]t) (?:help|suffice|succeed|resolve|fix)\b/iu

/** Which answer a title or the beginning of a sentence is; undefined for anything else. */
export function answerOf(text: string): Answer | undefined {
  const title = text.trim()
  if (otherwise.test(title) && !elseIf.test(title)) return { kind: 'otherwise', title, when: 'Otherwise' }
  if (followsUp.test(title)) return undefined
  if (bare.test(title)) return { kind: 'condition', title, when: capital(title.toLowerCase()) }
  if (option.test(title)) return { kind: 'option', title, when: title }
  const because = cause.exec(title)?.[1]
  if (because !== undefined) return { kind: 'cause', title, when: capital(because.trim()) }
  const rest = condition.exec(title)?.[1]
  return rest === undefined ? undefined : { kind: 'condition', title, when: capital(rest.trim()) }
}

/** More answers than this no question may have. */
const mostAnswers = 20

/** Those side by side that exclude each other (`fork`), and the others between them, in order. */
export function alternatives<T>(
  all: readonly T[],
  kindOf: (one: T) => AnswerKind | undefined,
): { all: T[]; fork: boolean }[] {
  const found: { all: T[]; kind: AnswerKind | undefined; closed: boolean }[] = []
  for (const one of all) {
    const given = kindOf(one)
    const open = found.at(-1)
    const closes = given === 'otherwise' && open?.kind !== undefined && !open.closed
    const kind = given === 'otherwise' && !closes ? undefined : given
    if (open && !open.closed && (closes || open.kind === kind)) {
      open.all.push(one)
      open.closed = closes
    } else found.push({ all: [one], kind, closed: false })
  }
  return found.map((one) => ({
    all: one.all,
    fork: one.kind !== undefined && one.all.length > 1 && one.all.length <= mostAnswers,
  }))
}
