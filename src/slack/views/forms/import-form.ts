import type { ModalView } from '@slack/types'
import { form } from './form.ts'
import { fileField, textField } from './inputs.ts'

/** Endings of a runbook's name. */
export const runbookTypes = ['md', 'markdown', 'txt']

/** Fields: `runbook`, a file; `service`. */
export const importForm = (): ModalView =>
  form('runbook.import', undefined, { title: 'Import a runbook', submit: 'Draft' }, [
    fileField('runbook', 'Your runbook', runbookTypes, {
      hint: 'One Markdown or text file, up to 5 MB. The draft comes to your direct messages.',
    }),
    textField('service', 'Which service is it for?', {
      optional: true,
      max: 60,
      placeholder: 'nqba',
      hint: 'Its id. The name of the file tells it where you leave this empty.',
    }),
  ])
