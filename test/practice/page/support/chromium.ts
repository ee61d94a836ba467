import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** What a browser test lacks on this machine, for its title; `undefined` where it can run. */
export const lacking: string | undefined = existsSync(executablePath)
  ? undefined
  : `skipped: no ${executablePath} here`

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })

export const atDesk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const onPhone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

/** A page of its own, as somebody; what it complains of is kept, and must be nothing. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text())
  })
  await page.goto(address)
  return { page, complaints }
}

/** What could be scrolled sideways on the page as it stands: nothing should. */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const frames = [
      'html',
      '.page',
      '.list',
      '.home-body',
      '.modal-body',
      '.thread',
      '.composer',
      '.sidebar-list',
    ]
    return frames.filter((frame) =>
      [...document.querySelectorAll(frame)].some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
    )
  })
