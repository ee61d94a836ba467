import { countPages, emptyAndMark, markOf, placeOf, unlinkPage } from '../remediations/cache/redis-scripts.ts'
import type { Policy } from './policy.ts'

const word = (n: number): string => `object.command[variables.first${n === 0 ? '' : ` + ${n}`}]`
const is = (n: number, text: string): string => `${word(n)} == ${JSON.stringify(text)}`
const begins = (n: number, text: string): string => `${word(n)}.startsWith('${text}')`
const all = (...conditions: string[]): string => `(${conditions.join(' && ')})`

const mark = markOf('')
const place = placeOf(mark)

/** All that flush-cache says to redis-cli: see src/remediations/cache/redis-cli.ts. */
const said = [
  all('object.command.size() == variables.first + 1', is(0, 'DBSIZE')),
  all('object.command.size() == variables.first + 2', is(0, 'EXISTS'), begins(1, mark)),
  all('object.command.size() == variables.first + 2', is(0, 'UNLINK'), begins(1, place)),
  all(is(0, 'EVAL'), is(1, emptyAndMark), is(2, '1'), begins(3, mark)),
  all(is(0, 'EVAL'), is(1, countPages), is(2, '0')),
  all(is(0, 'EVAL'), is(1, unlinkPage), is(2, '2'), begins(3, mark), begins(4, place)),
]

export const exec: Policy = {
  name: 'exec',
  comment: `Exec: redis-cli, without a terminal and without input, and told only to count keys and to take them away.
A Role for pods/exec opens every pod of the namespace to every command; this closes all but that. Whoever has the
account can still empty the Redis of every pod that has redis-cli.
Reach a cache by its url, and there is no such Role at all.
If your version of Kubernetes cannot look into exec, it refuses it (failurePolicy: Fail).`,
  group: '',
  version: 'v1',
  resources: 'pods/exec',
  operations: ['CONNECT'],
  variables: { first: "object.command.size() > 3 && object.command[3] == '-r' ? 5 : 3" },
  rules: [
    {
      expression: "object.command.size() > 0 && object.command[0] == 'redis-cli'",
      message: 'Muster runs redis-cli in pods and nothing else',
    },
    {
      expression: '!object.?stdin.orValue(false) && !object.?tty.orValue(false)',
      message: 'Muster asks for no terminal and sends no input',
    },
    {
      expression: `object.command[0] != 'redis-cli'
|| (object.command[1] == '-n' && object.command[2].matches('^[0-9]+$')
&& (variables.first == 3 || object.command[4].matches('^[0-9]+$'))
&& (${said.join('\n|| ')}))`,
      message: 'Muster counts and empties caches, and tells redis-cli nothing else',
    },
  ],
}
