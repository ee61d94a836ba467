import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importRunbook } from '../../src/import/import-runbook.ts'
import { bytes, drafts, everyLineOnce, linesOf } from './laws.ts'

const folder = path.join(import.meta.dirname, 'samples')
const samples = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'))

const namespace = fc.constantFrom('', ' -n shop', ' --namespace=shop', ' -n elsewhere')
const name = fc.constantFrom('web', 'worker', 'shop-api', '<name>', '$APP', '{{ .app }}')
const command = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'get pods -l app=',
        'get configmap ',
        'rollout undo deployment/',
        'rollout restart deploy ',
        'rollout status deployment/',
        'scale deployment --replicas=3 ',
        'describe cm ',
        'delete pod -l app=',
        'top pods ',
      ),
      name,
      namespace,
    )
    .map(([verb, on, where]) => `kubectl ${verb}${on}${where}`),
  fc
    .tuple(name, namespace, fc.constantFrom('error', 'a\\|b', '^x.*$', '(', 'queue_depth'))
    .map(([on, where, match]) => `kubectl logs -l app=${on}${where} --since=1h | grep -i "${match}"`),
  fc
    .tuple(fc.constantFrom('logs web', 'exec web'), name)
    .map(([verb, on]) => `kubectl ${verb} -c ${on} -- df`),
  fc
    .tuple(fc.constantFrom('-f ', '-sI ', '-X POST ', '-H "Authorization: Bearer $TOKEN" '), fc.webUrl())
    .map(([flag, url]) => `curl ${flag}${url}`),
  fc.constantFrom(
    'docker compose logs -f web',
    'docker restart web',
    'systemctl status shopd',
    'psql -c "SELECT 1; -- x"',
    'shopctl jobs requeue --since=<since> {literal}',
    'shopctl jobs list',
    'shopctl jobs purge',
    './scripts/check.sh --all && echo done',
    'python tools/report.py "a b" \'c"d\'',
    'kubectl patch cm web-config -p \'{"data":{"FALLBACK":"on"}}\'',
    'kubectl patch cm web-config -p \'{"data":{"API_TOKEN":"hunter2"}}\'',
    'kubectl exec deploy/cache -- redis-cli FLUSHDB',
    'for x in a b; do echo $x; done',
    'cat <<EOF\nkind: x\nEOF',
    'echo "unclosed',
    'kubectl scale \\\n  deployment/web --replicas=2',
  ),
)
const words = fc.oneof(
  fc.constantFrom(
    'Check the queue',
    'If the disk is full',
    'If the disk is full, empty it. Then wait:',
    'If the lock (old, rusty) is shut: call `systemctl restart lockd` on a, b.',
    'If it still hangs, wait',
    '**When it is slow** restart it',
    "S'il est plein, vider. Sinon, attendre.",
    'Otherwise call the lead',
    'Else if that is so: no',
    'Cause: coins are wet',
    'Option B',
    'On-call: @a, b@x.example. Escalate to c@x.example after 20 minutes.',
    'Notify customers',
    'Option A: wait',
    '**Bold**: rest',
    'P1 - High',
    'Response time: 15 minutes',
    'Level 2: Team',
    'a@b.example',
    'see `kubectl get pods -l app=web`',
    '[link](https://shop.example.org/x)',
    'when <b>x</b> & y',
    '🚀 Startup',
    '1. twice',
    '***',
    '`',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
)
const block = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 6 }), words).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
  words,
  fc
    .array(
      fc
        .tuple(fc.constantFrom('- ', '1. ', '  - ', '    * ', '- [ ] ', '> '), words)
        .map(([mark, text]) => mark + text),
      { minLength: 1, maxLength: 5 },
    )
    .map((all) => all.join('\n')),
  fc
    .tuple(
      fc.constantFrom('```bash', '```', '~~~sh', '   ```console', '```yaml'),
      fc.array(
        fc.oneof(
          command,
          words.map((text) => `# ${text}`),
        ),
        { maxLength: 5 },
      ),
      fc.constantFrom('```', '~~~', '', '   ```'),
    )
    .map(([open, rows, close]) => [open, ...rows, close].join('\n')),
  fc
    .array(
      fc.array(words, { minLength: 1, maxLength: 4 }).map((cells) => `| ${cells.join(' | ')} |`),
      { minLength: 1, maxLength: 4 },
    )
    .map((rows) => rows.join('\n')),
  fc.constantFrom(
    '| Severity | Response time |\n|---|---|\n| P0 | 5 minutes |\n| P1 | 1h |',
    '## Contacts',
    '## Diagnosis',
    '## Mitigation',
    '<div>',
    '<!-- note',
    '-->',
    '---',
    '<ul><li>one</li>',
    '## Severity',
    '## Table of Contents',
    '**Frequency**: Daily',
    '**Pod stuck**',
  ),
)
const runbook = fc.array(block, { minLength: 1, maxLength: 14 }).map((all) => all.join('\n\n'))

test('whatever a runbook is made of, no line is lost, nothing is invented, and lint accepts the drafts', () => {
  fc.assert(
    fc.property(runbook, (text) => {
      const imported = importRunbook(bytes(text), { name: 'shop.md', service: 'shop' })
      if (imported.ok) drafts(text.toWellFormed())
      else expect(imported.refusal.says).toMatch(/\S/)
    }),
    { numRuns: 80 },
  )
})

const cut = fc.record({
  of: fc.nat(),
  at: fc.nat(),
  length: fc.nat(60),
  put: fc.oneof(words, fc.constantFrom('\n', '```', '|', '\r', '\u0000', '\t', '    ', '<', '`')),
})

test('documents garbled anywhere are drafted by the same laws, or refused in words', () => {
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 5 }), fc.nat(), (cuts, which) => {
      let text = samples[which % samples.length] ?? ''
      for (const { at, length, put } of cuts) {
        const from = at % text.length
        text = text.slice(0, from) + put + text.slice(from + length)
      }
      const sound = text.replaceAll('\u0000', '').toWellFormed()
      if (importRunbook(bytes(sound), { name: 'x.md', service: 'x' }).ok) drafts(sound)
    }),
    { numRuns: 40 },
  )
})

test('any bytes at all are drafted or refused, and never more than that', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (some) => {
      const imported = importRunbook(some, { name: 'x.md', service: 'x' })
      expect(imported.ok || imported.refusal.says.length > 0).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('five megabytes take seconds, and no line of them is lost', () => {
  const chapter = (n: number) =>
    `## Shop is slow ${n}\n\n${'It is slow when somebody imports a catalogue. '.repeat(60)}\n\n- ${'Look at the queue of imports. '.repeat(20)}\n\n\`\`\`bash\n# Are the pods up?\nkubectl get pods -l app=shop\n\`\`\`\n\n`
  const big = Array.from({ length: 1500 }, (_, n) => chapter(n)).join('')
  expect(big.length).toBeGreaterThan(5_000_000)
  const started = performance.now()
  const imported = importRunbook(bytes(big), { name: 'big.md', service: 'big' })
  const seconds = (performance.now() - started) / 1000
  if (!imported.ok) throw new Error(imported.refusal.says)
  everyLineOnce(imported.value, linesOf(big))
  expect(seconds).toBeLessThan(15)
})

test.each([
  ['headings with nothing below them', '## Heading\n'],
  ['rows of one paragraph', 'word and word\n'],
  ['words in bold in one paragraph', 'a **word** and\n'],
])('sixty thousand %s take seconds', (_, row) => {
  const started = performance.now()
  importRunbook(bytes(`- go\n\n${row.repeat(60_000)}`), { name: 'x.md', service: 'x' })
  expect((performance.now() - started) / 1000).toBeLessThan(6)
})

test('a paragraph of a megabyte is cut into files that can be read', () => {
  const text = `# Long\n\n${'do this, and then that, with the shop open\n'.repeat(25_000)}`
  const { files } = drafts(text)
  for (const { text: yaml } of files) expect(yaml.length).toBeLessThan(1_000_000)
})
