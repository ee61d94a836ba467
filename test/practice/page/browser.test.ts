import { existsSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Drill } from './support/drill.ts'
import { startDrill } from './support/drill.ts'

const executablePath = '/usr/bin/chromium'
const missing = !existsSync(executablePath)

const sizes: { name: string; options: BrowserContextOptions }[] = [
  { name: 'at a desk', options: { viewport: { width: 1440, height: 900 } } },
  { name: 'on a phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
]

let browser: Browser
let drill: Drill

describe.skipIf(missing)(missing ? `the page (skipped: no ${executablePath} here)` : 'the page', () => {
  beforeAll(async () => {
    drill = await startDrill()
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    browser = await chromium.launch({ executablePath, args })
  })
  afterAll(async () => {
    await browser?.close()
    await drill?.stop()
  })

  /** A page of its own; what it complains of is kept, and must be nothing. */
  async function open(options: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    page.setDefaultTimeout(5000)
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error') complaints.push(said.text())
    })
    await page.goto(`${drill.url}/?as=U0ANA`)
    return { page, complaints }
  }

  test.each(sizes)('an incident is worked by two people $name', async ({ options }) => {
    const { page, complaints } = await open(options)
    const composer = page.getByRole('combobox', { name: 'Message #incidents' })

    await composer.pressSequentially('/inc')
    await page.getByRole('option', { name: '/incident' }).waitFor()
    await composer.press('Tab')
    await composer.pressSequentially('p0 nqba Dynex is down')
    await page.getByText('Open an incident and its channel').waitFor()
    await composer.press('Enter')

    const acknowledge = page.getByRole('button', { name: 'Acknowledge' }).last()
    const fill = await acknowledge.evaluate((button) => getComputedStyle(button).backgroundColor)
    expect(fill).not.toBe('rgba(0, 0, 0, 0)')
    await acknowledge.click()
    await page.getByText('acknowledged').last().waitFor()
    await page.getByText('Only visible to you').last().waitFor()

    await page.getByRole('button', { name: '2 replies' }).last().click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByText('Two workers restarted').waitFor()
    await thread.getByRole('combobox').fill('looking')
    await thread.getByRole('button', { name: 'Send', exact: true }).click()
    await thread.getByText('3 replies').waitFor()
    await thread.getByRole('button', { name: 'Close thread' }).click()

    await page.getByRole('button', { name: 'Be Bob Lindqvist' }).click()
    await page.getByRole('button', { name: 'You are Bob Lindqvist' }).waitFor()
    await composer.fill('/incident')
    await composer.press('Enter')
    const form = page.getByRole('dialog', { name: 'Declare an incident' })
    await form.getByLabel('What is broken?').fill('no')
    await form.getByLabel('Severity').click()
    await page.getByRole('option', { name: 'P1' }).click()
    await form.getByRole('button', { name: 'Declare' }).click()
    await form.getByText('Say in three letters or more').waitFor()
    const wrong = form.getByLabel('What is broken?')
    expect(await wrong.evaluate((field) => field === document.activeElement)).toBe(true)
    await wrong.fill('Solvers are slow')
    await form.getByRole('button', { name: 'Declare' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('P0 Solvers are slow').last().waitFor()

    const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(wide).toBeLessThanOrEqual(shown ?? 0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a finger resting on a message opens its menu, and lifting it presses nothing', async () => {
    const { page } = await open(sizes[1]?.options ?? {})
    await page.getByRole('combobox').fill('look at this')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const spot = await page.getByText('look at this').last().boundingBox()
    const touch = await page.context().newCDPSession(page)
    const touchPoints = [{ x: (spot?.x ?? 0) + 20, y: (spot?.y ?? 0) + 8 }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    const menu = page.getByRole('dialog', { name: 'Message actions' })
    await menu.waitFor()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await menu.getByRole('option', { name: 'Add to timeline' }).click()
    await page.getByText('Added to the timeline.').waitFor()
    await page.context().close()
  })

  test('a lost connection is said quietly and mended by itself', async () => {
    const { page } = await open({ viewport: { width: 1440, height: 900 } })
    let cut: (() => Promise<void>) | undefined
    await page.routeWebSocket(/practice\/live/, (socket) => {
      const server = socket.connectToServer()
      cut = async () => {
        await socket.close()
        await server.close()
      }
    })
    await page.reload()
    await page.getByRole('combobox').waitFor()
    await cut?.()
    await page.getByText('Connection lost').waitFor()
    await page.getByText('Connection lost').waitFor({ state: 'detached' })
    await page.context().close()
  })
})
