import type { ModalView } from '@slack/types'
import { section } from '../blocks.ts'
import { option } from '../elements.ts'
import { form } from './form.ts'
import { choiceField, textField } from './inputs.ts'

const durations: [string, string][] = [
  ['15m', '15 minutes'],
  ['1h', '1 hour'],
  ['2h', '2 hours'],
  ['4h', '4 hours'],
  ['8h', '8 hours'],
]

/** Fields: `target`, `duration` (as `1h`), `why`. */
export const lockForm = (typed: { target?: string | undefined; why?: string | undefined }): ModalView =>
  form('lock.take', undefined, { title: 'Lock a target', submit: 'Lock' }, [
    section(['Until it is unlocked or the time is over, nobody but you can have Muster change it.']),
    textField('target', 'What is locked?', { initial: typed.target, max: 300, placeholder: 'nqba-worker' }),
    ...choiceField(
      'duration',
      'For how long at most?',
      durations.map(([value, label]) => option(label, value)),
      { initial: '1h' },
    ),
    textField('why', 'Why?', { initial: typed.why, max: 300, placeholder: 'Moving to new nodes' }),
  ])
