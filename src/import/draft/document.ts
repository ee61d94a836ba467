import type { Block } from '../blocks/block.ts'
import { factsOf, severityTables } from '../facts/facts.ts'
import { notesOf } from '../facts/notes.ts'
import { answerOf } from '../outline/answer.ts'
import {
  isDetection,
  isExplanation,
  isFact,
  isMatter,
  isNumberedStep,
  isPhase,
  isPromise,
  isSituation,
  rhythmOf,
} from '../outline/roles.ts'
import type { Section } from '../outline/section.ts'
import { situationOf, subjectOf } from '../outline/title.ts'
import { commandsOf } from '../steps/of-code.ts'
import type { Fact, PlaybookDraft } from './draft.ts'
import { linesOfSection, spanned } from './explanation.ts'
import { playbookOf } from './playbook.ts'
import type { Shop } from './shop.ts'

/** Lines that nothing was made of, and why. */
export type Left = { lines: number[]; why: string }

export type Document = { playbooks: PlaybookDraft[]; left: Left[] }

/** Walks over the sections: each is a playbook, facts about the service, a group of others, or left over. */
export function draftDocument(
  top: Section,
  shop: Shop,
  textAt: (line: number) => string,
  name: string,
): Document {
  const found: Document = { playbooks: [], left: [] }
  const titles = new Set<string>()
  // Titles of groups stand with the first that follows: they have no place of their own.
  let headings: number[] = []
  const tell = (facts: readonly Fact[]) => {
    for (const one of facts) shop.facts.push(one)
  }

  const leave = (section: Section) =>
    void found.left.push({ lines: spanned(linesOfSection(section)), why: 'about the document itself' })

  const add = (section: Section, parent: Section | undefined) => {
    const given = section.title === '' ? name : section.title
    // "Weekly", "Recovery procedures": of what, only the title above says.
    const bare =
      (rhythmOf(given) !== undefined && !given.includes(' ')) ||
      (isPhase(given) && !/checklist/i.test(given)) ||
      /^(?:common|recovery|response|application|system) (?:issues|procedures|level|steps|problems)$/i.test(
        given,
      )
    const said = situationOf(given)
    const long =
      parent && parent.title !== ''
        ? `${situationOf(parent.title)}: ${given}`
        : `${given} (${section.lines[0] ?? 1})`
    const title = bare || titles.has(said.toLowerCase()) ? long : said
    const unique = titles.has(title.toLowerCase()) ? `${title} (${section.lines[0] ?? 1})` : title
    titles.add(title.toLowerCase())
    for (const child of section.children) {
      if (isMatter(child.title) && !hasScript(child)) leave(child)
      else if (isPromise(child.title) && !hasScript(child)) tell(factsOf(child, textAt))
    }
    const children = section.children.filter(
      (child) => hasScript(child) || !(isMatter(child.title) || isPromise(child.title)),
    )
    const playbook = playbookOf({ ...section, title: given, children }, unique, shop, textAt)
    if (playbook.phases.length > 0) {
      found.playbooks.push({ ...playbook, from: [...headings, ...playbook.from] })
      headings = []
    } else tell(notesOf(section, textAt))
  }

  const walk = (section: Section, parent: Section | undefined, inFacts: boolean) => {
    if (isMatter(section.title) && !hasScript(section)) leave(section)
    else if (section.title !== '' && (inFacts || isFactual(section)) && !hasScript(section))
      tell(factsOf(section, textAt))
    else if (section.level <= 2 && isExplanation(section.title) && section.children.length === 0)
      tell(notesOf(section, textAt))
    else if (isPlaybook(section)) add(section, parent)
    else {
      const own = { ...section, children: [] }
      const acting = section.blocks.some(acts)
      if (!acting) for (const line of section.lines) headings.push(line)
      if (acting) add(own, parent)
      else tell(notesOf({ ...own, lines: [] }, textAt))
      for (const child of section.children) walk(child, section, section.level > 1 && isFactual(section))
    }
  }
  walk(top, undefined, false)
  if (!shop.facts.some((fact) => 'severity' in fact)) tell(severityTables(top))
  if (headings.length > 0) found.left.push({ lines: headings, why: 'a heading with nothing below it' })
  return found
}

/** Facts by its title, unless what stands below it is a response. */
const isFactual = ({ title, children }: Section): boolean =>
  isFact(title) && !children.some((child) => isPhase(child.title) && !isFact(child.title))

/** Its sections are parts of one response; or it has none, and says what to do. */
function isPlaybook({ title, level, blocks, children }: Section): boolean {
  const kids = children.filter((one) => !isMatter(one.title) && (!isFact(one.title) || isPhase(one.title)))
  if (kids.length === 0 && children.length > 0) return false
  if (kids.length === 0) return level > 0 ? blocks.length > 0 : blocks.some((block) => block.kind !== 'front')
  if (level === 0) return false
  const parts = kids.filter(
    (one) =>
      isPhase(one.title) ||
      isDetection(one.title) ||
      isExplanation(one.title) ||
      answerOf(one.title) !== undefined,
  )
  if (kids.filter((one) => rhythmOf(one.title) !== undefined).length > 1) return false
  if (kids.filter((one) => isNumberedStep(one.title)).length > 1) return true
  const nested = kids.some((one) => isSituation(one.title) || answerOf(one.title) !== undefined)
  if (isSituation(subjectOf(title)) && !nested) return true
  // A part may have parts of its own; anything else that has is a procedure beside others.
  const grouped = kids.some(
    (one) => !isPhase(one.title) && one.children.filter((child) => isPhase(child.title)).length > 1,
  )
  return parts.length * 2 >= kids.length && !grouped && title !== ''
}

const acts = (block: Block): boolean => block.kind === 'code' || block.kind === 'list'

const hasScript = ({ blocks, children }: Section): boolean =>
  blocks.some(holdsScript) || children.some(hasScript)

const holdsScript = (block: Block): boolean =>
  block.kind === 'code'
    ? commandsOf(block).length > 0
    : block.kind === 'list' && block.items.some((item) => item.blocks.some(holdsScript))
