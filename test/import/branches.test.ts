import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { drafts } from './laws.ts'

type Step = Record<string, unknown>
type Phase = { name: string; ask?: string; steps?: Step[]; branches?: { when: string; steps?: Step[] }[] }

const phases = (text: string): Phase[] => parse(drafts(text).files.at(-1)?.text ?? '').phases

const titles = (steps: readonly Step[] = []) => steps.map((step) => step.do ?? step.title)

/** Phases as an outline: the steps of each, and below every answer its own. */
const shape = (text: string) =>
  phases(`# Drawer is stuck\n\n## Mitigation\n\n${text}`).map(({ steps, branches }) => ({
    ...(steps ? { steps: titles(steps) } : {}),
    ...(branches
      ? { answers: Object.fromEntries(branches.map((one) => [one.when, titles(one.steps)])) }
      : {}),
  }))

test('paragraphs that begin with “If” are one question, with the commands of each below its answer', () => {
  const text = `If the till was moved, move it back:

    kubectl rollout undo deployment/till

If the bank is away, pay with coins:

\`\`\`sh
kubectl scale deployment/coins --replicas=2
kubectl rollout restart deployment/till
\`\`\`

That takes a minute.

If nobody has the key, restart the lock \`systemctl restart lockd\` on door-1 and tell the smith.

Otherwise call the clerk.
`
  expect(shape(text)).toEqual([
    {
      answers: {
        'The till was moved': ['Move it back'],
        'The bank is away': [
          'Pay with coins: scale coins to 2',
          'Pay with coins: restart till',
          'That takes a minute',
        ],
        'Nobody has the key': ['Restart the lock on door-1 and tell the smith'],
        Otherwise: ['Call the clerk'],
      },
    },
  ])
})

test.each([
  [
    'a list',
    '- If it is open, shut it\n- When it is shut, open it\n- In case it is gone, buy one\n- Otherwise wait\n',
    ['It is open', 'It is shut', 'It is gone', 'Otherwise'],
  ],
  [
    'bold words',
    '**If it is open**: shut it.\n\n**If it is shut**: open it.\n\n**Else**: wait.\n',
    ['It is open', 'It is shut', 'Otherwise'],
  ],
  [
    'headings',
    '### If it is open\n\n- shut it\n\n### If it is shut\n\n- open it\n\n### Otherwise\n\n- wait\n',
    ['It is open', 'It is shut', 'Otherwise'],
  ],
  [
    'German',
    'Falls die Lade offen ist, schließen.\n\nWenn sie zu ist, dann öffnen.\n\nAndernfalls warten.\n',
    ['Die Lade offen ist', 'Sie zu ist', 'Otherwise'],
  ],
  [
    'French',
    "Si le tiroir est ouvert, le fermer.\n\nS'il est fermé, ouvrir.\n\nSinon, attendre.\n",
    ['Le tiroir est ouvert', 'Il est fermé', 'Otherwise'],
  ],
  [
    'Spanish',
    'Si la caja está abierta, ciérrala.\n\nEn caso de que falte, compra otra.\n\nDe lo contrario, espera.\n',
    ['La caja está abierta', 'Que falte', 'Otherwise'],
  ],
  [
    'sentences of one paragraph',
    'If it is open, shut it. If it is shut, open it. Otherwise wait.\n',
    ['It is open', 'It is shut', 'Otherwise'],
  ],
])('conditions side by side as %s are answers of one question', (_, text, answers) => {
  const found = phases(`# Drawer is stuck\n\n## Mitigation\n\n${text}`)
  expect(found).toHaveLength(1)
  expect(found[0]?.branches?.map(({ when }) => when)).toEqual(answers)
  for (const { steps } of found[0]?.branches ?? []) expect(steps).toHaveLength(1)
})

test('what is done in any case stands before the question, or in a phase behind it', () => {
  const text = `1. Look at the drawer
2. Listen

If it is open, shut it.

If it is shut, open it.

- Write down what it was
`
  expect(shape(text)).toEqual([
    {
      steps: ['Look at the drawer', 'Listen'],
      answers: { 'It is open': ['Shut it'], 'It is shut': ['Open it'] },
    },
    { steps: ['Write down what it was'] },
  ])
})

test('steps in front of headings that begin with “If” stay in one phase with the question', () => {
  const text =
    '- look\n\n### If it is open\n\n- shut it\n\n### If it is shut\n\n- open it\n\n### Afterwards\n\n- write it down\n'
  expect(shape(text)).toEqual([
    { steps: ['look'], answers: { 'It is open': ['shut it'], 'It is shut': ['open it'] } },
    { steps: ['write it down'] },
  ])
})

test('a single “If”, and one that follows from what was done before, are steps', () => {
  expect(shape('If it is open, shut it.\n\nThen wait.\n')).toEqual([
    { steps: ['If it is open, shut it', 'Then wait'] },
  ])
  expect(shape('If it is open, shut it.\n\nIf that does not help, call the smith.\n')).toEqual([
    { steps: ['If it is open, shut it', 'If that does not help, call the smith'] },
  ])
})

test('a question in front of the conditions is the one that is asked', () => {
  const [phase] = phases(
    '# Drawer\n\n## Mitigation\n\nDepending on what the lamp says:\n\n- If it is red, pull\n- If it is green, push\n',
  )
  expect([phase?.ask, phase?.steps]).toEqual(['Depending on what the lamp says', undefined])
})

test('commas of an enumeration do not end the condition', () => {
  expect(
    shape(
      'If coins, notes or cards are refused, call the bank.\n\nIf the till (or, rarely, its lamp) is off, pull.\n',
    ),
  ).toEqual([
    {
      answers: {
        'Coins, notes or cards are refused': ['Call the bank'],
        'The till (or, rarely, its lamp) is off': ['Pull'],
      },
    },
  ])
})

test('where no question fits, each step says in which case it is done', () => {
  const found = phases(
    '# Drawer\n\n- Look at it\n  - go near\n\n  ```sh\n  till-ctl --look\n  ```\n\n  If it is open, shut it.\n\n  If it is shut, open it.\n',
  )
  expect(found.flatMap(({ steps }) => titles(steps))).toEqual(
    expect.arrayContaining(['If it is open: Shut it', 'If it is shut: Open it']),
  )
})

test.each([
  ['Cause: coins are wet', 'Cause: lock is rusty', 'Coins are wet', 'What is the cause?'],
  ['Root cause 1: coins are wet', 'Root cause 2: lock is rusty', 'Coins are wet', 'What is the cause?'],
  ['Option A', 'Option B', 'Option A', 'Which of these?'],
  ['Scenario 1: wet coins', 'Scenario 2: rusty lock', 'Scenario 1: wet coins', 'Which of these?'],
])('“%s” beside “%s” under Resolution exclude each other', (one, other, when, ask) => {
  const [phase, ...more] = phases(
    `# Drawer is stuck\n\n## Resolution\n\n### ${one}\n\n- dry\n\n### ${other}\n\n- oil\n`,
  )
  expect(more).toEqual([])
  expect([phase?.name, phase?.ask, phase?.branches?.[0]?.when]).toEqual(['Resolution', ask, when])
})

test('parts that may all be needed stay phases in a row', () => {
  const found = phases(
    '# Drawer is stuck\n\n## Resolution\n\n### Dry the coins\n\n```sh\nkubectl rollout restart deploy/till\n```\n\n### Option A\n\n- oil\n',
  )
  expect(found.flatMap(({ branches = [] }) => branches)).toEqual([])
})

test('causes that are only told stay in the summary', () => {
  const { summary } = parse(
    drafts(
      '# Drawer is stuck\n\n## Cause: wet coins\n\nCoins get wet in autumn.\n\n## Resolution\n\n- dry\n',
    ).files.at(-1)?.text ?? '',
  )
  expect(summary).toContain('Coins get wet')
})

test('a question with “Yes” and “No” below it is asked as it stands', () => {
  const [phase] = phases('# Drawer\n\n## Triage\n\nIs it open?\n\n- Yes: shut it\n- No: open it\n')
  expect([phase?.ask, phase?.steps]).toEqual(['Is it open?', undefined])
  expect(phase?.branches).toEqual([
    { when: 'Yes', steps: [{ do: 'Shut it' }] },
    { when: 'No', steps: [{ do: 'Open it' }] },
  ])
})

test('what is to be done then may speak of doing it again', () => {
  expect(
    shape(
      'If it is rusty, oil it and try again.\n\nIf it is bent, wait until the smith is done.\n\nOtherwise wait until it is fixed.\n',
    ),
  ).toEqual([
    {
      answers: {
        'It is rusty': ['Oil it and try again'],
        'It is bent': ['Wait until the smith is done'],
        Otherwise: ['Wait until it is fixed'],
      },
    },
  ])
})

test.each([
  ['If not, wait.', 'Otherwise'],
  ['If none of these apply: wait.', 'Otherwise'],
  ['In all other cases, wait.', 'Otherwise'],
  ['Si no, wait.', 'Otherwise'],
  ['Sonst wait.', 'Otherwise'],
  ['Else if it is gone, wait.', 'It is gone'],
  ['If not locked, wait.', 'Not locked'],
])('“%s” is the answer “%s”', (sentence, answer) => {
  expect(shape(`If it is open, shut it.\n\n${sentence}\n`)).toEqual([
    { answers: { 'It is open': ['Shut it'], [answer]: ['Wait'] } },
  ])
})

test('what is done first, before others, is no answer beside them', () => {
  expect(shape('When it is slow, look at the lamp first.\n\nIf it is red, pull.\n')).toEqual([
    { steps: ['When it is slow, look at the lamp first', 'If it is red, pull'] },
  ])
})

test('“Then …” goes on with the commands of the last answer, and behind mere words is for every case', () => {
  const text =
    'If it is open, shut it.\n\nIf it is shut, open it:\n\n```sh\ntill-ctl open\n```\n\nThen pull.\n'
  expect(shape(text)).toEqual([
    { answers: { 'It is open': ['Shut it'], 'It is shut': ['Open it', 'Then pull'] } },
  ])
  expect(shape('If it is open, shut it.\n\nOtherwise wait.\n\nThen tell the clerk.\n')).toEqual([
    { answers: { 'It is open': ['Shut it'], Otherwise: ['Wait'] } },
    { steps: ['Then tell the clerk'] },
  ])
})
