import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openPages } from '../../src/web/pages.ts'
import { folder } from '../db/places.ts'

test('a page that was never written is not there, and no error', async () => {
  expect(await openPages(folder()).read('postmortems/INC-1.md')).toBeUndefined()
})

test('a page is replaced whole, and nothing else is left beside it', async () => {
  const place = folder()
  const pages = openPages(place)
  await pages.write('postmortems/INC-1.md', 'one')
  await Promise.all([pages.write('postmortems/INC-1.md', 'two'), pages.write('postmortems/INC-1.md', 'two')])
  expect(await pages.read('postmortems/INC-1.md')).toBe('two')
  expect(await readdir(path.join(place, 'postmortems'))).toEqual(['INC-1.md'])
})

test('a page outside the data folder is refused', async () => {
  const place = folder()
  const pages = openPages(path.join(place, 'data'))
  await expect(pages.read('../secret.md')).rejects.toThrow('not inside the data folder')
  await expect(pages.write('/etc/passwd', 'x')).rejects.toThrow('not inside the data folder')
})

test('a page that cannot be written leaves the old one, and no half of the new', async () => {
  const place = folder()
  const pages = openPages(place)
  await mkdir(path.join(place, 'postmortems', 'INC-1.md'), { recursive: true })
  await expect(pages.write('postmortems/INC-1.md', 'x')).rejects.toThrow()
  expect(await readdir(path.join(place, 'postmortems'))).toEqual(['INC-1.md'])
})
