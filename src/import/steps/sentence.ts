import { titleOf } from '../outline/title.ts'
import { wordsOf } from '../write/mark.ts'

/** The first sentence or line of words, and what follows it. */
export function firstSentence(text: string): [first: string, rest: string] {
  const [row = ''] = text.split('\n')
  const sentence =
    /^.{8,}?[.!?](?=\s+[\p{Lu}`"(])(?<!\b(?:e\.g|i\.e|etc|vs|bzw|ca|z\.B)\.)/u.exec(row)?.[0] ?? row
  return [sentence, text.slice(sentence.length).trim()]
}

const orders =
  /^(?:check|run|verify|validate|ensure|confirm|restart|look|open|use|get|list|find|see|delete|start|stop|scale|execute|wait|try|make|set|then)\b/i

/** "Check …", "Run …". */
export const isOrder = (text: string): boolean => orders.test(text)

/** Says only that something follows. */
const bare =
  /^(?:(?:then|now|next|so|and),? )?(?:run|execute|do|use|try|steps?|procedure|example|for example|e\.g\.|commands?|the following|as follows|ausführen|befehle?|beispiel|exécuter|exemple|ejecutar|ejemplo)(?: (?:this|these|the following|it|following))?(?: (?:commands?|steps?))?\s*[.:]*$/i

/** What words in front of a command or list say that it is for; `label` where they say nothing. */
export function purposeOf(text: string, label: string): string {
  if (bare.test(text.trim())) return label
  const all: string[] = []
  for (let rest = text.trim(); rest !== ''; ) {
    const [first, more] = firstSentence(rest)
    all.push(first.trim())
    rest = more
  }
  const chosen = /[:,]$/.test(text.trim()) ? all.at(-1) : (all.find((one) => orders.test(one)) ?? all[0])
  return titleOf((chosen ?? text).replace(/[.:,]+$/, ''))
}

/** Whether a title says all that a text says. */
export function saysAll(title: string, text: string): boolean {
  const said = new Set(wordsOf(title))
  return wordsOf(text).every((word) => said.has(word))
}

/** "Example services:", "There may be several causes:": a list behind it is for looking things up. */
export const introducesLookup = (text: string): boolean =>
  /\bexamples?\b|\bsuch as\b|\bother things\b|\b(?:causes?|reasons)\b|\bmetrics\b|\blabels\b|\bincludes?\b|\bsupport(?:s|ed)?\b|\b(?:might|may|could|can) be\b|\bare\s*:|\bbeispiele?\b|\bgilt für\b|\benthalten\b|\bursachen\b|\bexemples?\b|\bcauses possibles\b/i.test(
    text,
  )

/** What a command answers, or should. */
export const introducesOutput = (text: string): boolean =>
  /\b(?:output|outputs|response|result|results|resultado|salida|résultat|ergebnis|ausgabe)\b|\b(?:should|will|looks?) (?:see|look|contain|return|show|print|like|be)\b|\bsimilar to\b|\berwartet|\battendu/iu.test(
    text,
  ) && text.length <= 200

/** A comment behind commands that tells how to read what they answer. */
export const isRemark = (text: string): boolean =>
  /^(?:expect|output|result|if\b|→|->|=>|example|e\.g|common\b|should\b|look for|note\b|this (?:shows|should|will|may)|you should|watch for|warning|caution|healthy|normal)/i.test(
    text,
  )

/** "WARNING: …" in front of what it warns of, "NOTE: …" behind what it is about. */
export const isWarning = (text: string): boolean =>
  /^\W*(?:warning|danger|caution|important|attention|achtung|warnung|wichtig|vorsicht|avertissement|cuidado|advertencia)\b/i.test(
    text,
  )
export const isNote = (text: string): boolean =>
  /^\W*(?:note|notice|n\.?b\.?|tip|info|hint|hinweis|anmerkung|remarque|nota)\s*[:：!—–-]/i.test(text)
