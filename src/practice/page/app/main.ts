import { html, render } from 'htm/preact'
import { App } from './app.ts'
import { connect } from './state/live.ts'
import { rememberedPerson } from './state/remembered.ts'
import { followAddress } from './state/route.ts'
import { loadEmoji } from './text/emoji.ts'
import { applyTheme, followSystemTheme } from './theme.ts'

applyTheme()
followSystemTheme()
followAddress()
addEventListener('popstate', followAddress)
connect(rememberedPerson())

const page = document.getElementById('page')
loadEmoji()
  .catch(() => console.warn('Emoji names stay names: the list did not load.'))
  .finally(() => {
    if (!page) return
    page.replaceChildren()
    render(html`<${App} />`, page)
  })
