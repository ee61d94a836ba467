import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { drafts, stepsOf } from './laws.ts'

const steps = (text: string) => stepsOf(drafts(`# Drawer is stuck\n\n${text}`))
const names = (text: string) => steps(text).map((step) => step.title ?? step.do)

test('the words in front of a command are its title, and are not said twice', () => {
  expect(
    steps('Then look at its certificate:\n\n```sh\nopenssl x509 -noout -enddate -in <file>\n```\n'),
  ).toEqual([{ do: 'Then look at its certificate', details: '`openssl x509 -noout -enddate -in <file>`' }])
})

test('of several sentences in front of a command, the title is the one that orders something', () => {
  const text = `Log in first, as always when something like this happens here. Check the drawers of all tills
that stand in the front.

\`\`\`sh
kubectl get drawers
\`\`\`
`
  expect(names(text)).toEqual(['Check the drawers of all tills that stand in the front'])
})

test('a command at the end of a sentence stands below it, ready to copy', () => {
  expect(steps('- Look at the till via `kubectl edit till <name>`.\n- Pull\n')).toMatchObject([
    { do: 'Look at the till', details: '`kubectl edit till <name>`' },
    { do: 'Pull' },
  ])
})

test('an entry of several rows is one sentence, and the next sentence stands below it', () => {
  const text = `- Open the panel that is behind the drawer, and leave the key where it has been
  all the time. Nobody needs the second key.
- Pull
`
  expect(steps(text)).toEqual([
    {
      do: 'Open the panel that is behind the drawer, and leave the key where it has been all the time',
      details: 'Nobody needs the second key.',
    },
    { do: 'Pull' },
  ])
})

test('questions with a command below each are steps with these commands', () => {
  expect(steps('- is it open?\n  - `till-ctl --open`\n- does it answer?\n  - `telnet till 6379`\n')).toEqual([
    { do: 'is it open?', details: '`till-ctl --open`' },
    { do: 'does it answer?', details: '`telnet till 6379`' },
  ])
})

test.each([
  'Example tills:',
  'There may be a number of causes for this:',
  'Useful metrics are:',
  'Das gilt für:',
])('what stands below “%s” is looked up, and not done one by one', (lead) => {
  expect(steps(`${lead}\n\n- alpha\n- beta\n`)).toMatchObject([
    { details: expect.stringContaining('- alpha\n- beta') },
  ])
})

test('what a command answers stands with the command, however it is introduced', () => {
  const text = `Look at the drawer:

\`\`\`sh
till-ctl --drawers
\`\`\`

The output should look like this:

\`\`\`
drawer-1   open
\`\`\`

**Expected result:**

\`\`\`
drawer-2   open
\`\`\`
`
  expect(steps(text)).toHaveLength(1)
  expect(steps(text)[0]?.details).toMatch(/till-ctl --drawers[\s\S]+drawer-1[\s\S]+drawer-2/)
})

test('a comment behind a command tells how to read it, and is no step', () => {
  const text =
    '```sh\n# Count the drawers\nkubectl get drawers\n\n# Expected: two of them\n# If one is missing: go on\n```\n'
  expect(steps(text)).toHaveLength(1)
})

test('of a terminal, each answer stands with its command, and a command may go over several rows', () => {
  const text = `\`\`\`console
$ till-ctl --drawers | \\
  sort open
drawer-1 open
[ops@till ~]$ till --all <<END
a: b
END
fine
# systemctl status till
running
\`\`\`
`
  const [first, ...more] = steps(text)
  const all = [first, ...more].map((step) => step?.details ?? step?.title).join('\n---\n')
  expect(all).toMatch(/sort open[\s\S]+drawer-1 open[\s\S]+till --all <<END\na: b\nEND[\s\S]+fine/)
  expect(all).not.toContain('ops@till')
})

test.each(['> slowlog get 10', 'mysql> SHOW STATUS', 'shop=# SELECT 1', '127.0.0.1:6379> INFO'])(
  'a session with %s is for no shell, and stays as it is',
  (row) => {
    expect(steps(`Ask it:\n\n\`\`\`shell\n${row}\nanswer - one\n\`\`\`\n`)).toEqual([
      { do: 'Ask it', details: `\`\`\`\n${row}\nanswer - one\n\`\`\`` },
    ])
  },
)

test('a warning stands with what it warns of, and a note with what it is about', () => {
  const text =
    '- Wait for the clerk\n\nNOTE: this takes long.\n\n**WARNING**: all coins fall out.\n\n1. Tilt the till\n'
  expect(steps(text)).toEqual([
    { do: 'Wait for the clerk', details: 'NOTE: this takes long.' },
    { do: 'Tilt the till', details: 'WARNING: all coins fall out.' },
  ])
})

test('“If …, …” is a branch with what to do then', () => {
  const imported = drafts(
    '# Drawer\n\n- If the lock (the left one, too) is broken, call the smith\n- If it is only shut, pull harder\n',
  )
  const { branches } = parse(imported.files.at(-1)?.text ?? '').phases[0]
  expect(branches).toEqual([
    { when: 'The lock (the left one, too) is broken', steps: [{ do: 'Call the smith' }] },
    { when: 'It is only shut', steps: [{ do: 'Pull harder' }] },
  ])
})

test('what the document leaves open is marked', () => {
  const imported = drafts('# Drawer\n\n## Tilt it\n\nTODO\n')
  expect(imported.files.at(-1)?.text).toContain('# DECIDE: the document leaves this open')
})

test('short parts of a phase are its steps, and answers to choose from stay that', () => {
  const imported = drafts(
    '# Drawer\n\n## Immediate actions (0-5 minutes)\n\n### Look\n\n- look\n\n### Listen\n\n- listen\n\n## Recovery\n\n### If it is open\n\n- shut it\n\n### If it is shut\n\n- open it\n',
  )
  const [first, second] = parse(imported.files.at(-1)?.text ?? '').phases
  expect([first.name, first.within, first.steps.length]).toEqual(['Immediate actions', '5m', 2])
  expect(second.branches).toHaveLength(2)
})

test('a table of contents is no step', () => {
  const text =
    '# Till\n\n**Table of Contents**\n\n- [Drawer](#drawer)\n  - [Lock](#lock)\n\n## Drawer\n\n- pull\n'
  expect(stepsOf(drafts(text))).toEqual([{ do: 'pull' }])
})

test('a box around a warning is markup, and the warning stands with what it warns of', () => {
  const text =
    '!!! warning "Coins fall out"\n    Hold a hand below.\n\n1. Tilt the till\n\n> [!NOTE]\n> It is heavy.\n'
  expect(steps(text)).toEqual([
    { do: 'Tilt the till', details: 'warning: Coins fall out\nHold a hand below.\nNOTE: It is heavy.' },
  ])
})

test('a command in the middle of a longer story is not all that is to be done', () => {
  const text =
    '- Start what watches (`docker compose up -d`), then the tills, then the doors, and then tell everybody who waits.\n'
  expect(steps(text)).toMatchObject([{ do: expect.stringContaining('then tell everybody') }])
})

test('a document without any heading has its name', () => {
  const imported = drafts('- pull\n', 'TillDown.md', 'till')
  expect(parse(imported.files.at(-1)?.text ?? '')).toMatchObject({
    title: 'TillDown',
    phases: [{ name: 'TillDown' }],
  })
})
