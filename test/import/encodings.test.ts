import { expect, test } from 'vitest'
import { importRunbook } from '../../src/import/import-runbook.ts'
import { bytes, drafts, stepsOf } from './laws.ts'

const text = '# Störung\n\n- Prüfe die Warteschlange\n- Ruf Zoë an\n'

const utf16 = (of: string, big: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(of.length * 2))
  for (let n = 0; n < of.length; n++) view.setUint16(n * 2, of.charCodeAt(n), !big)
  return new Uint8Array(view.buffer)
}

test.each([
  ['UTF-8 with a mark', bytes(`\uFEFF${text}`), 'utf-8'],
  ['lines that end as on Windows', bytes(text.replaceAll('\n', '\r\n')), 'utf-8'],
  ['lines that end as on old Macs', bytes(text.replaceAll('\n', '\r')), 'utf-8'],
  ['UTF-16, little end first', utf16(`\uFEFF${text}`, false), 'utf-16le'],
  ['UTF-16, big end first', utf16(`\uFEFF${text}`, true), 'utf-16be'],
  ['UTF-16 without a mark', utf16(text, false), 'utf-16le'],
  ['Latin-1', Uint8Array.from(text, (char) => char.charCodeAt(0)), 'windows-1252'],
])('%s is read as its writer meant it', (_, source, encoding) => {
  const imported = drafts(text, 'shop.md', 'shop', source)
  expect(imported.encoding).toBe(encoding)
  expect(stepsOf(imported)).toEqual([{ do: 'Prüfe die Warteschlange' }, { do: 'Ruf Zoë an' }])
})

test.each([
  [
    'a picture',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13),
    'This is no text',
  ],
  ['a PDF', bytes('%PDF-1.7\n1 0 obj'), 'This is no text'],
  ['an office file', bytes('PK\u0003\u0004 and more'), 'This is no text'],
  ['an empty file', new Uint8Array(), 'This file is empty'],
  ['a file of empty lines', bytes('\n  \n\t\n'), 'This file is empty'],
  ['a file of rules', bytes('---\n\n***\n'), 'Nothing to do was found'],
])('%s is refused, with the reason', (_, source, says) => {
  const imported = importRunbook(source, { name: 'x.md', service: 'x' })
  expect(imported.ok ? '' : imported.refusal.says).toContain(says)
})
