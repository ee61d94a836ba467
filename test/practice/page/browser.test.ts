import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atDesk, lacking, onPhone, openPage, sideways, startBrowser } from './support/chromium.ts'
import { type Drill, startDrill } from './support/drill.ts'

const sizes = [
  { name: 'at a desk', options: atDesk },
  { name: 'on a phone', options: onPhone },
]

let browser: Browser
let drill: Drill

describe.skipIf(lacking)(lacking ? `the page (${lacking})` : 'the page', () => {
  beforeAll(async () => {
    drill = await startDrill()
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await drill?.stop()
  })

  const open = (options: BrowserContextOptions) => openPage(browser, `${drill.url}/?as=U0ANA`, options)

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

    expect(await sideways(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a finger resting on a message opens its menu, and lifting it presses nothing', async () => {
    const { page } = await open(onPhone)
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

  test.each(['', '?as=U0NOBODY'])('whoever comes by /%s is the first person', async (asked) => {
    const { page, complaints } = await openPage(browser, `${drill.url}/${asked}`, atDesk)
    await page.getByRole('button', { name: 'You are Ana Ortiz' }).waitFor()
    await page.getByRole('combobox', { name: 'Message #incidents' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a tab that remembers somebody who is gone is the first person', async () => {
    const { page } = await open(atDesk)
    await page.evaluate(() => {
      for (const kept of [localStorage, sessionStorage]) kept.setItem('practice.as', 'U0GONE')
    })
    await page.goto(drill.url)
    await page.getByRole('button', { name: 'You are Ana Ortiz' }).waitFor()
    await page.getByRole('combobox').fill('here I am')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('here I am').last().waitFor()
    await page.context().close()
  })

  test('whoever one has become one stays after a reload, whatever the address asked for', async () => {
    const { page } = await open(atDesk)
    await page.getByRole('button', { name: 'Be Chen Wei' }).click()
    await page.getByRole('button', { name: 'You are Chen Wei' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'You are Chen Wei' }).waitFor()
    await page.context().close()
  })

  test('coming to Home by its address shows what the app puts there', async () => {
    const { page } = await open(atDesk)
    await page.getByRole('combobox').waitFor()
    await page.evaluate(() => {
      location.hash = '#/home'
    })
    await page.getByText('Nothing is on fire').waitFor()
    await page.context().close()
  })

  test('a form begins in its first field', async () => {
    const { page } = await open(atDesk)
    await page.getByRole('combobox').fill('/incident')
    await page.getByRole('combobox').press('Enter')
    const first = page.getByLabel('What is broken?')
    await expect.poll(() => first.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.context().close()
  })

  test('a lost connection is said quietly and mended by itself', async () => {
    const { page } = await open(atDesk)
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
