import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { practise } from '../../src/start-practice.ts'
import {
  atDesk,
  lacking,
  onPhone,
  openPage,
  sideways,
  startBrowser,
} from '../practice/page/support/chromium.ts'
import { shippedPlaybooks } from '../support/shipped-playbooks.ts'

let browser: Browser
let world: Awaited<ReturnType<typeof practise>>
let folder: string

describe.skipIf(lacking)(lacking ? `the page (${lacking})` : 'the page', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'muster-'))
    const config = readConfig({
      MUSTER_DATA: folder,
      MUSTER_PLAYBOOKS: await shippedPlaybooks(path.join(folder, 'playbooks')),
      MUSTER_WEB_PORT: '0',
      MUSTER_LOG_LEVEL: 'error',
    })
    if (!config.ok) throw new Error(config.refusal.says)
    world = await practise(config.value, { scenario: 'dynex-outage', service: ['nqba'], port: '0' })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const come = (as: string, options: typeof atDesk) => {
    const { id } = world.practice.workspace.as(as)
    return openPage(browser, `${world.practice.workspace.url}/?as=${id}`, options)
  }

  test('a browser test does the whole flow on the page', async () => {
    const { page, complaints } = await come('ana', atDesk)
    const form = page.getByRole('dialog')

    const composer = page.getByRole('combobox', { name: /^Message #/ })
    await composer.pressSequentially('/inc')
    await page.getByRole('option', { name: '/incident' }).waitFor()
    await composer.press('Tab')
    await composer.pressSequentially('p0 nqba Dynex is down')
    await composer.press('Enter')
    await answered(page)
      .getByRole('button', { name: /^#inc-\d+-dynex-is-down$/ })
      .click()
    await press(page, 'Acknowledge')
    await sees(page, 'Acknowledged · INC-')
    await sees(page, 'answered 503 instead of 200')

    await press(page, 'Show what would change')
    await sees(page, 'QUANTUM_FALLBACK_ENABLED: false → true')
    await press(page, 'Approve')
    await answered(page).getByText('somebody else has to approve it').waitFor()

    await page.getByRole('button', { name: /^Be Bob Lindqvist.* \d+ waiting$/ }).click()
    await page.getByRole('button', { name: /^You are Bob/ }).waitFor()
    await press(page, 'Approve')
    await sees(page, /^✓ Verified: Route jobs/, 30_000)

    await choose(page, 'Get the on-call engineer', 'Skip, with a reason')
    await form.getByLabel('Why is it skipped?').fill(' ')
    await form.getByRole('button', { name: 'Skip' }).click()
    await form.getByText('Say why').waitFor()
    await form.getByLabel('Why is it skipped?').fill('they are all here')
    await form.getByRole('button', { name: 'Skip' }).click()
    await sees(page, 'skipped: they are all here')

    await choose(page, 'Mark quantum services degraded', 'Update status page')
    await form.getByLabel('What do they read?').fill('Jobs run on classical solvers for now.')
    await form.getByRole('button', { name: 'It is posted' }).click()
    await sees(page, '✓ Mark quantum services degraded')

    await command(page, '/handoff')
    await form.getByLabel('Who takes over?').click()
    await page.getByRole('option', { name: 'Ana Torres' }).click()
    await form.getByText('Route jobs to the classical solvers').waitFor()
    await form.getByLabel('Notes').fill('Dynex calls back within the hour.')
    await form.getByRole('button', { name: 'Post' }).click()
    await page.getByRole('button', { name: /^Be Ana Torres/ }).click()
    await page.getByRole('button', { name: /^shift-handoff/ }).click()
    await sees(page, 'Dynex calls back within the hour.')
    await press(page, 'Accept the handoff')
    await sees(page, 'Accepted by @Ana Torres')

    await page.getByRole('button', { name: /^inc-\d+-dynex-is-down/ }).click()
    await nextPhase(page, 'Phase 2 of 4 · Investigation')
    await nextPhase(page, 'Phase 3 of 4 · Resolution')
    await press(page, 'The Dynex platform is down')
    await sees(page, 'Follow the Dynex status page')

    await press(page, 'Mitigated')
    await press(page, 'Resolve')
    await form.getByLabel('What was the cause?').fill('Dynex had a power failure')
    await form.getByLabel('Route jobs to the classical solvers').click()
    await page.getByRole('option', { name: 'Keep it for now' }).click()
    await form.getByRole('button', { name: 'Resolve' }).click()
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Read the post-mortem' }).click()
    const postmortem = await opened
    await postmortem.getByRole('heading', { name: /^INC-\d+: Dynex is down$/ }).waitFor()
    await sees(postmortem, 'Dynex had a power failure')

    expect(await sideways(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a runbook is chosen from the computer, and its draft comes back as a file', {
    timeout: 40_000,
  }, async () => {
    const { page, complaints } = await come('eli', atDesk)
    const form = page.getByRole('dialog')
    await page.getByRole('button', { name: /^muster/ }).click()
    await page.getByRole('button', { name: 'Import a runbook' }).click()

    const choose = async (name: string, text: string) => {
      const asked = page.waitForEvent('filechooser')
      await form.getByLabel('Your runbook').click()
      await (await asked).setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) })
      await form.getByRole('button', { name: 'Draft' }).click()
    }
    await choose('empty.md', '')
    await form.getByText('This file is empty').waitFor()
    await choose(
      'till.md',
      '# The till is slow\n\n1. Restart it: `kubectl rollout restart deploy/till -n shop`\n',
    )
    await form.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Messages' }).click()
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: /^till-drafts\.txt/ }).click({ timeout: 20_000 })
    expect(await readFile(await (await file).path(), 'utf8')).toContain('fix: restart')
    await page.getByRole('button', { name: 'Home' }).click()
    await page.getByRole('button', { name: 'Import a runbook' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('at three in the morning it all fits a phone', async () => {
    const { page, complaints } = await come('chen', onPhone)
    const form = page.getByRole('dialog')
    const fits = async () => expect(await sideways(page)).toEqual([])

    await command(page, '/incident')
    await form.getByLabel('What is broken?').fill('Results of yesterday are shown to customers of tomorrow')
    await form.getByLabel('Service').tap()
    await page.getByRole('option', { name: 'NQBA' }).tap()
    await fits()
    await form.getByRole('button', { name: 'Declare' }).tap()
    await page.getByRole('button', { name: 'Channels' }).tap()
    await page.getByRole('button', { name: /^inc-\d+-results-of/ }).tap()
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
    await fits()

    await page
      .getByRole('article')
      .filter({ hasText: 'Pinned' })
      .getByRole('button', { name: 'More actions' })
      .tap()
    await page.getByRole('option', { name: 'Add a note' }).tap()
    await form.getByLabel('What belongs on the timeline?').fill('The cache was filled from the wrong schema')
    await fits()
    await form.getByRole('button', { name: 'Add' }).tap()
    await form.waitFor({ state: 'detached' })
    await command(page, '/incident timeline')
    await answered(page).getByText('The cache was filled from the wrong schema').waitFor()
    await fits()

    await command(page, '/incident run')
    await form.getByLabel('Which playbook?').tap()
    await page.getByText('For a P1, best first').waitFor()
    await page.getByRole('combobox', { name: 'Find by title' }).fill('DynexDown')
    await page.getByRole('option', { name: 'Dynex outage' }).tap()
    await fits()
    await form.getByRole('button', { name: 'Run' }).tap()
    await sees(page, 'Phase 1 of 4 · Immediate response')
    await fits()

    await page.getByRole('button', { name: 'Channels' }).tap()
    await fits()
    await page.getByRole('button', { name: /^muster/i }).tap()
    await page.getByRole('button', { name: 'Declare an incident' }).waitFor()
    await fits()

    expect(complaints).toEqual([])
    await page.context().close()
  })
})

/** The newest answer that only this person sees. */
const answered = (page: Page): Locator =>
  page.getByRole('article').filter({ hasText: 'Only visible to you' }).last()

/** Waits for words to be read somewhere on the page. */
const sees = (page: Page, words: string | RegExp, timeout = 15_000): Promise<void> =>
  page.getByText(words).last().waitFor({ timeout })

/** Presses the newest button of that name in a message. */
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('article').getByRole('button', { name, exact: true }).last().click()

async function command(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message #/ })
  await composer.fill(line)
  await composer.press('Enter')
}

/** Opens the menu at the end of a step's line and chooses from it. */
async function choose(page: Page, step: string, what: string): Promise<void> {
  await page
    .locator('.section', { hasText: step })
    .last()
    .getByRole('button', { name: 'More actions' })
    .click()
  await page.getByRole('option', { name: what }).click()
}

async function nextPhase(page: Page, name: string): Promise<void> {
  await press(page, 'Next phase')
  await page.getByRole('dialog').getByRole('button', { name: 'Next phase' }).click()
  await sees(page, name)
}
