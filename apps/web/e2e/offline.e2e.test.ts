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
    // Slower than the page that could not be loaded and comes now, with a new document.
    await page.route('**/trpc/cases.update**', async (route) => {
      await page.waitForTimeout(1500)
      await route.continue()
    })
    await cut(page, false)
    await page.getByText(waits).waitFor({ state: 'detached' })
    await page.unroute('**/trpc/cases.update**')
    const titleNow = async () => (await call('GET', `/repository-cases/${one.id}`)).title
    await expect.poll(titleNow).toBe('Written on a train')
    await page.getByText('Not saved yet').waitFor({ state: 'detached' })

    await page.goto(`${product.url}/projects/${projectId}/cases?case=${one.id}`)
    await page.route('**/trpc/cases.update**', (route) => route.abort())
    await title.fill('Written before a reload')
    await page.getByText('Not saved: The server does not answer.').waitFor()
    await page.goto(`${product.url}/projects/${projectId}`)
    await page.unroute('**/trpc/cases.update**')
    await page.getByText(waits).waitFor()
    await page.getByRole('button', { name: `Open C${one.number}` }).click()
    await page.getByRole('button', { name: 'Save them' }).click()
    await expect.poll(titleNow).toBe('Written before a reload')
    await page.getByText(waits).waitFor({ state: 'detached' })
  })
})

it('keeps results that are given while the server does not answer, and sends them in order, once', async () => {
  const run = await call('POST', '/test-runs', { projectId, name: 'In a tunnel', filter: {} })
  const resultsOf = async (index: number) =>
    (await call('GET', `/test-runs/${run.id}/cases/${run.testCases[index].id}/results`)).data
  const counts = async () => (await call('GET', `/test-runs/${run.id}`)).counts
  const waits = /^Not recorded yet: the results of C1, C2\./
  await visit(browser, login(), { expected }, async (page) => {
    const opened = async (title: string) => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.waitForTimeout(800)
    }
    await logIn(page, `/projects/${projectId}/runs/${run.id}/execute`)
    await page.getByText('Open the cart and choose Checkout').waitFor()
    await opened('Card payment with a 3-D Secure challenge')
    await cut(page)
    await page.keyboard.press('p')
    await page.getByText('C1 kept, not recorded yet: Passed').waitFor()
    await opened('Cart merges when a guest signs in')
    await page.keyboard.press('f')
    await page.getByText(waits).waitFor()
    await opened('Removed product can be brought back')
    await page.getByRole('heading', { name: 'The steps did not arrive' }).waitFor()
    await page.keyboard.press('p')
    await page.getByText('C3 has no result: its steps could not be read yet.').waitFor()
    await shot(page, 'offline-results')
    await axe(page)
    expect(await counts()).toMatchObject({ passed: 0, failed: 0, notStarted: 5 })

    // The first answer is lost on its way: the server has the result, and is asked again.
    await page.route('**/trpc/results.execute**', (route) => route.fetch().then(() => route.abort()), { times: 1 })
    await cut(page, false)
    await page.getByText(waits).waitFor({ state: 'detached' })
    await page.getByText('Open the cart and choose Checkout').waitFor()
    await expect.poll(counts).toMatchObject({ passed: 1, failed: 1, notStarted: 3 })
    const [first, second] = [await resultsOf(0), await resultsOf(1)]
    expect([first.length, second.length]).toEqual([1, 1])
    expect(first[0].createdAt < second[0].createdAt).toBe(true)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('given')))).toEqual([])
  })
})
