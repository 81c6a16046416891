import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { visit } from './page.ts'
import { logIn, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('opens', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page)
    await page.getByRole('heading', { name: 'Projects' }).waitFor()
  })
})
