import { expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import type { AnyCommand } from '../../src/slack/command.ts'
import { findCommand } from '../../src/slack/find-command.ts'
import { readWords, slotsOf } from '../../src/slack/usage.ts'
import { startWorld } from '../support/world.ts'
import { commandTable } from './command-table.ts'
import { socketManifest } from './manifest-file.ts'
import { filesOf, read } from './sources.ts'

const typed = ({ slash, name, usage, shownAs }: AnyCommand) =>
  [slash, name, shownAs ?? usage].filter(Boolean).join(' ')

test('there is a file for every command and a command for every file', () => {
  const files = filesOf('commands/*.ts').map((file) => file.slice('commands/'.length, -'.ts'.length))
  const names = commands.map(
    ({ slash, name }) => name ?? (slash === '/incident' ? 'declare' : slash.slice(1)),
  )
  expect(names.toSorted()).toEqual(files.filter((file) => file !== 'index').sort())
})

test.each(commands.map((one) => [typed(one), one] as const))('%s can be read', (_, command) => {
  const slots = slotsOf(command.usage)
  if (command.shownAs) slotsOf(command.shownAs)

  expect(command.input).toBeInstanceOf(z.ZodObject)
  expect(Object.keys(command.input instanceof z.ZodObject ? command.input.shape : {})).toEqual(
    slots.map(({ name }) => name),
  )
  // Words after the rest of the line would never be read.
  expect(slots.slice(0, -1).some(({ rest }) => rest)).toBe(false)
})

test.each(commands.flatMap((command) => command.examples.map((words) => [words, command] as const)))(
  'the example “%s” means what it shows',
  (words, command) => {
    const escaped = words.replace(/@(\w+)/g, (_, name: string) => `<@U0${name.toUpperCase()}|${name}>`)
    const line = [command.name, escaped].filter(Boolean).join(' ')
    const found = findCommand(commands, command.slash, line)

    expect('command' in found && found.command).toBe(command)
    const rest = 'command' in found ? found.rest : ''
    const read = readWords(command.usage, rest, { services: ['nqba'] })
    expect(read).toMatchObject({ ok: true })
    expect(command.input.safeParse(read.ok ? read.value : undefined).success).toBe(true)
  },
)

test('help shows each command somebody may use, and no other', async () => {
  const { ana, dora } = await startWorld()
  const shown = (help: string) => [...help.matchAll(/^`(\/[^`]+)` \S/gm)].map(([, line]) => line)
  const forAnyone = commands.filter(({ role }) => role === 'anyone')
  const escaped = (all: readonly AnyCommand[]) =>
    all.map((one) => typed(one).replaceAll('<', '&lt;').replaceAll('>', '&gt;'))

  expect(shown(await ana.says('/incident help'))).toEqual(escaped(commands))
  expect(shown(await dora.says('/incident help'))).toEqual(escaped(forAnyone))
})

test.each(['task', 'page', 'escalate', 'search', 'checklist', 'maintenance'])(
  '%s is nowhere until it works',
  (name) => {
    expect(commands.some((one) => one.name === name || one.slash.slice(1) === name)).toBe(false)
    expect(JSON.stringify(socketManifest())).not.toContain(`/${name}`)
    expect(read('README.md')).not.toMatch(new RegExp(`/(incident )?${name}\\b`))
  },
)

test('the table in README.md is the one the commands make', () => {
  const stands = /<!-- commands -->\n([\s\S]*?)\n<!-- \/commands -->/.exec(read('README.md'))?.[1]
  expect(stands?.trim()).toBe(commandTable(commands))
})
