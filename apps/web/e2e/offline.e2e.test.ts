import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { makeProject } from './run-cases.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let call: Awaited<ReturnType<typeof restOf>>
let projectId: string

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
  ;({ projectId } = await makeProject(call, 'Storefront'))
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
const expected = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|dynamically imported module/
const login = () => `${product.url}/login`
const cut = (page: Page, off = true) => page.context().setOffline(off)
const goTo = (page: Page, name: string) => page.getByRole('link', { name }).first().click()

it('keeps its frame where a page cannot be loaded, and goes on by itself when the network is back', async () => {
  await visit(browser, login(), { expected }, async (page) => {
    await logIn(page, `/projects/${projectId}`)
    await page.getByRole('heading', { name: 'Nothing was executed here yet.' }).waitFor()
    await cut(page)
    await goTo(page, 'Milestones')
    await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor()
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor()
    expect(await page.getByRole('button', { name: 'Storefront' }).count(), 'the frame stays').toBe(1)
    await shot(page, 'offline-page')
    await axe(page)
    await cut(page, false)
    await page.getByRole('heading', { name: 'Nothing to reach yet' }).waitFor()
  })
})

it('sends an edit when the network is back, and says on every page that it waits', async () => {
  const [one] = (await call('GET', `/repository-cases?projectId=${projectId}&search=Expired`)).data
  const waits = `Not saved yet: what you wrote in C${one.number}.`
  await visit(browser, login(), { expected }, async (page) => {
    await logIn(page, `/projects/${projectId}/cases?case=${one.id}`)
    const title = page.getByRole('textbox', { name: 'Title' })
    await title.waitFor()
    await cut(page)
    await title.fill('Written on a train')
    await page.getByText('Not saved: The server does not answer.').waitFor()
    await goTo(page, 'Milestones')
    await page.getByText(waits).waitFor()
    await shot(page, 'offline-edit')
    await axe(page)
    await cut(page, false)
    await page.getByText(waits).waitFor({ state: 'detached' })
    expect((await call('GET', `/repository-cases/${one.id}`)).title).toBe('Written on a train')
    expect(await page.getByText('Not saved yet').count()).toBe(0)

    await page.goto(`${product.url}/projects/${projectId}/cases?case=${one.id}`)
    await page.route('**/trpc/cases.update**', (route) => route.abort())
    await title.fill('Written before a reload')
    await page.getByText('Not saved: The server does not answer.').waitFor()
    await page.goto(`${product.url}/projects/${projectId}`)
    await page.unroute('**/trpc/cases.update**')
    await page.getByText(waits).waitFor()
    await page.getByRole('button', { name: `Open C${one.number}` }).click()
    await page.getByRole('button', { name: 'Save them' }).click()
    await expect
      .poll(async () => (await call('GET', `/repository-cases/${one.id}`)).title)
      .toBe('Written before a reload')
    expect(await page.getByText(waits).count()).toBe(0)
  })
})
