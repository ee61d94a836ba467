import { configRemediation } from './config/change.ts'

/** Any values of a listed ConfigMap. */
export const setConfig = configRemediation({
  name: 'set-config',
  summary: 'Set values of a ConfigMap and restart what reads them',
  risk: 'medium',
})
