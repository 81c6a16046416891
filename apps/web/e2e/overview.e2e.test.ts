import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let path: string

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page)
    await page.getByRole('heading', { name: /Nothing here yet/ }).waitFor()
    await page.keyboard.press('l')
    await page.waitForURL(/\/projects\/[^/]+$/, { timeout: 60_000 })
    path = new URL(page.url()).pathname
  })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it.each(['light', 'dark'] as const)('shows how the sample project stands, %s', async (theme) => {
  for (const [width, height] of [
    [1440, 900],
    [390, 2200],
  ] as const)
    await visit(browser, `${product.url}/login`, { theme, width, height }, async (page) => {
      await logIn(page, path)
      await page.getByRole('heading', { name: /% passed/ }).waitFor()
      await page.getByRole('heading', { name: 'What fails most' }).waitFor()
      await page.getByText('Loading').first().waitFor({ state: 'detached' })
      const late = page.getByRole('link', { name: /New payment provider 4 days late/ })
      await late.getByText('3 cases still to run in New payment provider · Sandbox').waitFor()
      if (theme === 'light') await axe(page)
      await shot(page, `overview-${width}-${theme}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
})

it('shows the same figures as the report, and the days that were chosen', async () => {
  const call = await restOf(product.url)
  const today = new Date()
  const from = new Date(today.getTime() - 29 * 86_400_000)
  const report = await call('POST', '/report-builder/test-execution', {
    projectId: path.split('/')[2],
    dateRange: { from: from.toISOString().slice(0, 10), to: today.toISOString().slice(0, 10) },
  })
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, path)
    await page.getByRole('button', { name: 'Last 14 days' }).click()
    await page.getByRole('menuitem', { name: 'Last 30 days' }).click()
    await page.waitForURL(/days=30/)
    const figures = page.getByRole('list', { name: 'Figures of the last 30 days' })
    await figures.getByText(`${report.summary.passRate.toFixed(1)}%`).waitFor()
    await figures.getByText(new Intl.NumberFormat('en-US').format(report.summary.executed), { exact: true }).waitFor()
    await figures.getByRole('link', { name: /Pass rate/ }).click()
    await page.waitForURL(/table=true/)
    const days = page.getByRole('table', { name: 'Results by day' })
    expect(await days.getByRole('row').count()).toBe(31)
    await axe(page)
    await shot(page, 'overview-table')
    await figures.getByText('Failures').waitFor()
    const listed = report.topFailures.slice(0, 8).map((one: { failureCount: number }) => one.failureCount)
    const failed = report.trends.reduce((sum: number, day: { failed: number }) => sum + day.failed, 0)
    const isAll = listed.reduce((sum: number, count: number) => sum + count, 0) === failed
    const links = await figures.getByRole('link').allTextContents()
    expect(
      links.map((text) => /^[A-Za-z ]+/.exec(text)?.[0]),
      'a link where its rows are, no other',
    ).toEqual(isAll ? ['Pass rate', 'Failures'] : ['Pass rate'])
    await page.getByRole('link', { name: new RegExp(report.topFailures[0].testCase.slice(0, 20)) }).click()
    await page.waitForURL(/\/cases\?.*case=/)
  })
})

it('removes the sample in one click and a yes', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, path)
    await page.getByRole('button', { name: 'More of this project' }).click()
    await page.getByRole('menuitem', { name: 'Delete the project' }).click()
    await page.getByRole('button', { name: 'Delete the project' }).click()
    await page.getByRole('heading', { name: /Nothing here yet/ }).waitFor()
  })
})
