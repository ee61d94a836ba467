import { expect, test } from 'vitest'
import { bringUpToDate } from '../../src/app/jobs/write-postmortem.ts'
import { entries } from './dynex-outage.ts'
import { factsOf, sectionOf, write } from './postmortem-facts.ts'

const path = 'postmortems/INC-42.md'

/** A folder in which somebody else saves each of `saves` right after a read. */
function busyPages(standing: string, saves: string[]) {
  const writes: string[] = []
  let file = standing
  return {
    writes,
    pages: {
      async read() {
        const found = file
        file = saves.shift() ?? file
        return found
      },
      async write(_: string, text: string) {
        writes.push(text)
        file = text
      },
    },
  }
}

test('what somebody saves while the post-mortem is being brought up to date is not lost', async () => {
  const earlier = write(factsOf(entries.slice(0, -1)))
  const saved = earlier.replace('_To be written', 'Twelve customers waited. _To be written')
  const { pages, writes } = busyPages(earlier, [saved])
  await bringUpToDate(pages, path, factsOf())
  expect(writes).toHaveLength(1)
  expect(writes[0]).toContain('Twelve customers waited.')
  expect(sectionOf(writes[0] ?? '', 'action-items')).toContain('status webhook')
})

test('a file that is up to date already is not touched', async () => {
  const { pages, writes } = busyPages(write(factsOf()), [])
  await bringUpToDate(pages, path, factsOf())
  expect(writes).toEqual([])
})
