/** What the browser keeps: who this tab is, and the theme. A browser that keeps nothing is fine too. */
function read(storage: () => Storage, key: string): string | undefined {
  try {
    return storage().getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(key, value)
  } catch {
    // Private windows may refuse; the page works all the same.
  }
}

const tab = () => sessionStorage
const browser = () => localStorage

/** Two tabs can be two people; a new tab begins as whoever was last somebody. */
export function rememberedPerson(): string {
  const asked = new URLSearchParams(location.search).get('as')
  return asked ?? read(tab, 'practice.as') ?? read(browser, 'practice.as') ?? ''
}

export function rememberPerson(id: string): void {
  write(tab, 'practice.as', id)
  write(browser, 'practice.as', id)
}

export const rememberedTheme = (): string | undefined => read(browser, 'practice.theme')
export const rememberTheme = (theme: string): void => write(browser, 'practice.theme', theme)
