import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { readConfig } from '../../src/config.ts'
import { practise } from '../../src/start-practice.ts'

const picture = fileURLToPath(new URL('practice.png', import.meta.url))

/** Takes the picture of the README: the practice page while a change waits for approval. Needs Chromium. */
async function take(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-picture-'))
  const config = readConfig({ MUSTER_DATA: folder, MUSTER_WEB_PORT: '0' })
  if (!config.ok) throw new Error(config.refusal.says)
  const world = await practise(config.value, { scenario: 'dynex-outage', port: '0' })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 960 },
      deviceScaleFactor: 1.5,
      colorScheme: 'light',
    })
    await page.goto(world.practice.workspace.url)
    await beginIncident(page)
    await page.screenshot({ path: picture })
  } finally {
    await browser.close()
    await world.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** As the first person: declare, acknowledge, ask for the fallback. */
async function beginIncident(page: Page): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message #/ })
  await composer.fill('/incident p0 nqba Dynex is down')
  await composer.press('Enter')
  await page.getByRole('article').getByRole('button', { name: '#inc-1-dynex-is-down' }).click()
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByText('answered 503 instead of 200').waitFor()
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  await page.getByRole('button', { name: /^Be Bob Lindqvist.* \d+ waiting$/ }).waitFor()
  await page.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
  await composer.focus()
  await page.mouse.move(1000, 70)
}

await take()
