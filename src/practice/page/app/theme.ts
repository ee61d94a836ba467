import { rememberedTheme, rememberTheme } from './state/remembered.ts'

export type Theme = 'light' | 'dark'

const system = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

export function currentTheme(): Theme {
  const kept = rememberedTheme()
  return kept === 'light' || kept === 'dark' ? kept : system()
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = currentTheme()
}

/** Chooses a theme for good; until then the page follows the system. */
export function chooseTheme(theme: Theme): void {
  rememberTheme(theme)
  applyTheme()
}

export function followSystemTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)
}
