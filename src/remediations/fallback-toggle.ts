import { configRemediation } from './config/change.ts'

/** What `set-config` does, under the name that a runbook has for switching a fallback on or off. */
export const fallbackToggle = configRemediation({
  name: 'fallback-toggle',
  summary: 'Switch a fallback on or off in a ConfigMap and restart what reads it',
  risk: 'medium',
})
