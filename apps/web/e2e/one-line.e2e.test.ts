import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { visit } from './page.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('takes cells and lines that are pasted as a name on one line', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page)
    await page.getByRole('heading', { name: /Nothing here yet/ }).waitFor()
    await page.keyboard.press('i')
    const dialog = page.getByRole('dialog', { name: 'A project for your results' })
    const name = dialog.getByLabel('Name')
    await name.fill('The shop')
    await name.press('Home')
    for (let i = 0; i < 'The '.length; i++) await name.press('ArrowRight')
    await page.keyboard.insertText('big\tweb\u2028')
    expect(await name.inputValue()).toBe('The big web shop')
    await page.keyboard.type('2')
    expect(await name.inputValue()).toBe('The big web 2shop')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/projects\/[^/]+\/imports$/)
  })
  const call = await restOf(product.url)
  const { data } = await call('GET', '/projects')
  expect(data.map((one: { name: string }) => one.name)).toEqual(['The big web 2shop'])
})

it('takes a password as it is pasted, shown or not', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    const password = page.getByRole('textbox', { name: 'Password' })
    for (const button of ['Show the password', 'Hide the password']) {
      await password.fill('')
      await password.focus()
      await page.keyboard.insertText('a\tb')
      expect(await password.inputValue()).toBe('a\tb')
      await page.getByRole('button', { name: button }).click()
    }
  })
})
