import type { Act, ActAnswer } from '../../protocol.ts'
import { withNotice } from './push.ts'
import { change, getState } from './store.ts'

const unheard = 'The practice workspace does not answer. Is it still running?'

function isAnswer(value: unknown): value is ActAnswer {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false
  return value.ok === true || (value.ok === false && 'says' in value && typeof value.says === 'string')
}

async function send(act: Act): Promise<ActAnswer> {
  try {
    const response = await fetch('/practice/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: getState().as, ...act }),
    })
    const answer: unknown = await response.json()
    if (isAnswer(answer)) return answer
    return { ok: false, error: 'bad_answer', says: `The workspace answered ${response.status}.` }
  } catch {
    return { ok: false, error: 'unreachable', says: unheard }
  }
}

/** Does something as the person at the keyboard. The workspace tells refusals itself; silence is told here. */
export async function act(what: Act): Promise<ActAnswer> {
  const answer = await send(what)
  if (!answer.ok && (answer.error === 'unreachable' || answer.error === 'bad_answer'))
    change((state) => withNotice(state, answer.says))
  return answer
}
