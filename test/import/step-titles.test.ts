import { expect, test } from 'vitest'
import { drafts, stepsOf } from './laws.ts'

const steps = (text: string) => stepsOf(drafts(`# Drawer is stuck\n\n${text}`))
const titles = (text: string) => steps(text).map((step) => step.title ?? step.do)

test('several commands of one sentence have short titles, by what each does', () => {
  const text = `1. Check the pods:
   \`\`\`
   $ kubectl -n till get pods -l app=till
   $ kubectl -n till logs -l app=till --since=15m | grep ERROR
   $ kubectl -n till top pods
   $ kubectl -n till describe pod <pod-name>
   $ psql -h db -c "select count(*) from sales"
   $ systemctl status till
   $ awk '{print}' /var/log/till
   \`\`\`
`
  expect(titles(text)).toEqual(
    [
      'Check the pods',
      'Check the pods: look for ERROR in the logs of app=till',
      'Check the pods: usage of pods',
      'Check the pods: pod <pod-name>',
      'Check the pods: ask the database with psql',
      'Check the pods: systemctl status till',
      'Check the pods',
    ].map((title, n) => (n === 6 ? `${title} (2)` : title)),
  )
  expect(steps(text).map(({ details }) => details)).toEqual([
    ...Array.from({ length: 6 }, () => undefined),
    "`awk '{print}' /var/log/till`",
  ])
})

test('commands that change something say what they change', () => {
  const text = `Bring it back:

\`\`\`sh
kubectl rollout undo deployment/till
kubectl rollout restart deployment/lamp
kubectl scale deployment/coins --replicas=3
kubectl patch configmap till-config -p '{"data":{"MODE":"coins"}}'
kubectl delete pod -l app=till
\`\`\`
`
  expect(titles(text)).toEqual([
    'Bring it back: roll back till',
    'Bring it back: restart lamp',
    'Bring it back: scale coins to 3',
    'Bring it back: set MODE in till-config',
    'Bring it back: delete pods of app=till',
  ])
})

test('a comment behind a command says better what it is for', () => {
  const text =
    'Look:\n\n```sh\nkubectl get pods -l app=a # those in front\nkubectl get pods -l app=b # those behind\n```\n'
  expect(titles(text)).toEqual(['Look: those in front', 'Look: those behind'])
})

test('a command within a sentence that it ends or interrupts is not read out', () => {
  expect(
    titles(
      '- Restart the lock `systemctl restart lockd` on door-1 and tell the smith\n- Use `systemctl restart lampd` on door-2\n',
    ),
  ).toEqual(['Restart the lock on door-1 and tell the smith', 'Use systemctl restart lampd on door-2'])
})

test('details never repeat the title, and what is shown to copy stays whole', () => {
  const found = steps(
    '1. Look at the lamp:\n   ```sh\n   kubectl get pods -l app=lamp\n   kubectl get pods -l app=till\n   ```\n\nlamp:\n\n```yaml\nlamp:\n  colour: red\n```\n',
  )
  expect(found.map(({ details }) => details)).toEqual([
    undefined,
    undefined,
    '```\nlamp:\n  colour: red\n```',
  ])
})
