import { ok, type Result, refuse } from '../domain/result.ts'
import type { Block } from './blocks/block.ts'
import { parseBlocks } from './blocks/parse.ts'
import { surroundingsOf } from './commands/surroundings.ts'
import { type Document, draftDocument } from './draft/document.ts'
import { Shop } from './draft/shop.ts'
import { type Ledger, settle } from './ledger.ts'
import { outline } from './outline/section.ts'
import { shorten, subjectOf, titleOf } from './outline/title.ts'
import { decode, type Encoding } from './read/decode.ts'
import { readSource } from './read/source.ts'
import type { ShellCommand } from './shell/command.ts'
import { commandsOf } from './steps/of-code.ts'
import { type DraftFile, draftFiles } from './write/files.ts'

export type Imported = {
  service: string
  encoding: Encoding
  lines: number
  files: DraftFile[]
  ledger: Ledger
}

export type Stage = 'read' | 'blocks' | 'drafts' | 'files'

/**
 * A team's own Markdown as drafts. `service` is its id; `people` are those of the organization that the drafts join,
 * where there is one. Pure: the same bytes give the same drafts. Refuses what is no text, or says nothing to do.
 */
export function importRunbook(
  bytes: Uint8Array,
  about: { name: string; service: string; people?: readonly string[] },
  onStage: (stage: Stage) => void = () => {},
): Result<Imported> {
  onStage('read')
  const decoded = decode(bytes)
  if (!decoded.ok) return decoded
  const source = readSource(about.name, decoded.value.text)
  const textAt = (line: number) => source.lines[line - 1] ?? ''

  onStage('blocks')
  const blocks = parseBlocks(source)
  const shop = new Shop(surroundingsOf(blocks.flatMap(commandsIn), about.service))

  onStage('drafts')
  const document: Document = draftDocument(
    outline(blocks),
    shop,
    textAt,
    titleOf(about.name.replace(/\.\w+$/, '')),
  )
  const said = shop.facts.some(({ kind }) => kind !== 'note')
  if (document.playbooks.length === 0 && !said)
    return refuse('nothing', `Nothing to do was found in ${about.name}: no list, no command, no severity`)

  onStage('files')
  const first = blocks.find((block) => block.kind === 'heading')
  const heading = first ? shorten(subjectOf(titleOf(first.words.text)), 75) : ''
  const title = heading === '' ? about.service : heading
  const { files, claims, left } = draftFiles(document, shop, { ...about, title, textAt })
  return ok({
    service: about.service,
    encoding: decoded.value.encoding,
    lines: source.lines.length,
    files,
    ledger: settle(source, claims, [...document.left, ...left]),
  })
}

const commandsIn = (block: Block): ShellCommand[] => {
  if (block.kind === 'code') return commandsOf(block)
  return block.kind === 'list' ? block.items.flatMap((item) => item.blocks.flatMap(commandsIn)) : []
}
