import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { drafts, fileOf, stepsOf } from './laws.ts'

const imported = (command: string) => drafts(`# Till\n\n## Till is slow\n\n\`\`\`sh\n${command}\n\`\`\`\n`)

const use = (command: string) => {
  const [step = {}] = stepsOf(imported(command))
  return step.check ?? step.fix ?? 'do'
}

test.each([
  'kubectl get nodes -o wide',
  'kubectl -n $NAMESPACE describe pod $POD',
  'oc logs deployment/till --tail=200',
  'kubectl exec till-0 -- df -h',
  'kubectl rollout status statefulset/till',
  'helm history till -n shop',
  'argocd app get till',
  'aws --region eu-west-1 rds describe-db-instances --db-instance-identifier till',
  'gcloud sql instances describe till',
  'redis-cli -h till INFO memory',
  'etcdctl endpoint health -w table',
  'kafka-topics.sh --bootstrap-server till:9092 --describe',
  'docker ps | grep till',
  'systemctl status till',
  'psql -h till -c "SELECT count(*) FROM sales"',
  'dig till.example.org',
  'curl -fsS https://till.example.org/sales/<id>',
])('%s only looks: a check runs it, and service.yml says that it is readOnly', (command) => {
  const found = imported(command)
  expect(stepsOf(found)).toMatchObject([{ check: 'command' }])
  const [{ readOnly, changes }] = parse(fileOf(found, 'shop/service.yml')).commands
  expect([readOnly, changes]).toEqual([true, undefined])
})

test.each([
  'helm rollback till 3 -n shop',
  'argocd app sync till --prune',
  'aws rds reboot-db-instance --db-instance-identifier till',
  'gcloud sql instances restart till',
  'redis-cli -h till FLUSHALL',
  'etcdctl defrag',
  'docker restart <container>',
  'systemctl restart till',
])('%s changes something: run-command runs it after approval', (command) => {
  const found = imported(command)
  expect(stepsOf(found)).toMatchObject([{ fix: 'run-command' }])
  expect(parse(fileOf(found, 'shop/service.yml')).commands[0].readOnly).toBeUndefined()
})

test.each([
  'kubectl get secret till -o yaml',
  'aws secretsmanager get-secret-value --secret-id till',
  'redis-cli -a $REDIS_PASS INFO',
  'argocd login till.example.org',
  'gcloud container clusters get-credentials till',
  'kubectl get pods -n shop -w',
  'kubectl exec -it till-0 -- df -h',
  'kubectl exec till-0 -- curl -X POST localhost/stop',
  'kubectl delete namespace shop',
  'kubectl get drawers | awk "{print \\$1}"',
  'df -h',
  'terraform apply',
  'ssh till df -h',
  'for i in 0 1; do kubectl get drawers; done',
])('%s stays with people: it is shown to copy', (command) => {
  expect(use(command)).toBe('do')
  expect(stepsOf(imported(command))[0]?.details).toContain(command)
})

test('what somebody has to fill in is asked for when the step is reached', () => {
  const [step] = stepsOf(imported('kubectl -n $NAMESPACE describe pod <pod-name>'))
  expect(step?.needs).toEqual({ NAMESPACE: 'Which namespace?', 'pod-name': 'Which pod name?' })
})

test('what is looked for in an answer is what the check looks for', () => {
  const match = (command: string) => stepsOf(imported(command))[0]?.with
  expect(match('docker ps | grep -i till')).toMatchObject({ match: 'till', ignoreCase: true })
  expect(match('docker logs till --tail 50 | grep ERROR')).toMatchObject({ match: 'ERROR', expect: 'none' })
})

test('a container that somebody has to fill in is asked for, in logs and in what runs inside', () => {
  const [look] = stepsOf(imported('kubectl logs -l app=till -c <container> --since=5m | grep ERROR'))
  expect(look).toMatchObject({ check: 'logs', needs: { container: 'Which container?' } })
  expect(look?.with).toEqual({ selector: 'app=till', match: 'ERROR', expect: 'none', since: '5m' })
  const [fixed] = stepsOf(imported('kubectl logs -l app=till -c door | grep ERROR'))
  expect([fixed?.needs, fixed?.with]).toEqual([undefined, expect.objectContaining({ container: 'door' })])
  const [inside] = stepsOf(imported('kubectl exec till-0 -c <container> -- df -h'))
  expect(inside).toMatchObject({ check: 'command', needs: { container: 'Which container?' } })
  const [part] = stepsOf(imported('kubectl logs -l app=till -c till-<color> | grep ERROR'))
  expect(part?.do).toBeDefined()
})
