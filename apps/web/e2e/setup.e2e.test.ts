import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
/** The stranger's session is asked for, a form is refused: the browser itself tells of those answers. */
const expected = /status of (401|403|409|422)/

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ ADMIN_EMAIL: '', ADMIN_PASSWORD: '' }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it.each(['light', 'dark'] as const)('shows the set-up on a new installation, %s', async (theme) => {
  for (const width of [1440, 390])
    await visit(browser, product.url, { expected, theme, width }, async (page) => {
      await page.waitForURL(/\/setup$/)
      await page.getByRole('heading', { name: 'Make the first account' }).waitFor()
      if (theme === 'light') await axe(page)
      await shot(page, `setup-${width}-${theme}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
})

it('tells what is wrong by the field, keeps what was typed, and goes straight in', async () => {
  await visit(browser, product.url, { expected }, async (page) => {
    await page.getByLabel('Name').fill('Mira Okafor')
    await page.getByLabel('E-mail').fill('mira.okafor@larkfield')
    await page.getByRole('textbox', { name: 'Password' }).fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.locator('[aria-invalid=true]').first().waitFor()
    expect(await page.locator('[aria-invalid=true]').count()).toBe(2)
    await shot(page, 'setup-errors')
    await axe(page)

    await page.reload()
    expect(await page.getByLabel('Name').inputValue()).toBe('Mira Okafor')
    await page.getByLabel('E-mail').fill('mira.okafor@larkfield.example')
    await page.getByRole('textbox', { name: 'Password' }).fill('a long enough one')
    await page.getByLabel('Setup token').fill('not the token')
    await page.keyboard.press('Enter')
    await page.getByText('This is not the setup token').waitFor()

    await page.getByLabel('Setup token').fill(product.setupToken ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Mira\. Nothing here yet\./ }).waitFor()
    await axe(page)
    await shot(page, 'setup-empty')
    await page.setViewportSize({ width: 390, height: 844 })
    await shot(page, 'setup-empty-390')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

    await page.goto(`${product.url}/setup`)
    await page.getByRole('heading', { name: 'Already set up' }).waitFor()
    await axe(page)
  })
})
