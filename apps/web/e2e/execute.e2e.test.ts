import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { makeProject } from './run-cases.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let call: Awaited<ReturnType<typeof restOf>>
let project: Awaited<ReturnType<typeof makeProject>>

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
  project = await makeProject(call, 'Storefront')
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const makeRun = (name: string) => call('POST', '/test-runs', { projectId: project.projectId, name, filter: {} })
const addressOf = (runId: string) => `/projects/${project.projectId}/runs/${runId}/execute`
const opened = async (page: Page, title: string) => {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.locator('main[aria-busy=false]').waitFor()
  await page.waitForTimeout(800) // so soon after a result, keys count for nothing
}

it('executes a run by keyboard alone, from its creation to its end', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    const { keyboard } = page
    await logIn(page, `/projects/${project.projectId}/runs`)
    await page.getByText('A run is a list of cases').waitFor()
    await keyboard.press('c')
    await page.getByRole('dialog', { name: 'New run' }).waitFor()
    await keyboard.type('Smoke of 4.12')
    await page.getByText('5 cases').waitFor()
    await page.getByRole('checkbox', { name: 'smoke' }).press('Space')
    await page.getByText('3 cases').waitFor()
    await shot(page, 'run-create')
    await axe(page)
    await keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Smoke of 4.12' }).waitFor()
    await page.getByText('0 of 3 executed').waitFor()
    await keyboard.press('e')

    await opened(page, 'Card payment with a 3-D Secure challenge')
    await page.getByText('Open the cart and choose Checkout').waitFor()
    await keyboard.press('1')
    await keyboard.press('p')
    await keyboard.press('f')
    await page.getByRole('textbox', { name: 'Note on step 2' }).waitFor()
    await keyboard.type('The spinner stays for 60 s')
    await page.getByText('Step 2 failed: the case will be Failed').waitFor()
    await keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Find or do anything' }).getByText('Go to the overview').waitFor()
    await keyboard.press('Escape')
    const noted = page.getByRole('textbox', { name: 'Note on step 2' })
    expect(await noted.evaluate((field) => field === document.activeElement), 'the focus is back').toBe(true)
    await shot(page, 'execute')
    await axe(page)

    await page.reload()
    await opened(page, 'Card payment with a 3-D Secure challenge')
    const note = page.getByRole('textbox', { name: 'Note on step 2' })
    await note.waitFor()
    expect(await note.inputValue(), 'what was typed outlives a reload').toBe('The spinner stays for 60 s')
    await keyboard.press('Enter')

    await opened(page, 'Cart merges when a guest signs in')
    await keyboard.press('Control+Enter')
    await opened(page, 'Voucher is recalculated when the cart changes')
    await keyboard.press('m')
    await keyboard.type('The sandbox is down')
    await keyboard.press('Escape')
    await keyboard.press('l')
    await keyboard.type('https://ci.example/logs/4711')
    await keyboard.press('Enter')
    await page.getByRole('link', { name: '4711' }).waitFor()
    await keyboard.press('b')

    await page.getByRole('heading', { name: 'Every case has its result' }).waitFor()
    await shot(page, 'execute-summary')
    await axe(page)
    await keyboard.press('Enter')
    await page.getByText('Completed', { exact: true }).waitFor()
  })
  const { data: runs } = await call('GET', `/test-runs?projectId=${project.projectId}&search=Smoke`)
  const run = await call('GET', `/test-runs/${runs[0].id}`)
  expect(run).toMatchObject({
    status: 'COMPLETED',
    counts: { passed: 1, failed: 1, blocked: 1, notStarted: 0 },
  })
  const failed = run.testCases.find((one: { status: string }) => one.status === 'FAILED')
  const { data: results } = await call('GET', `/test-runs/${run.id}/cases/${failed.id}/results`)
  expect(results).toHaveLength(1)
  expect(results[0].stepResults.map((step: { status: string; notes: string }) => [step.status, step.notes])).toEqual([
    ['PASSED', null],
    ['FAILED', 'The spinner stays for 60 s'],
  ])
  expect(results[0].durationMs).toBeGreaterThan(0)
  const blocked = run.testCases.find((one: { status: string }) => one.status === 'BLOCKED')
  const { data: notes } = await call('GET', `/test-runs/${run.id}/cases/${blocked.id}/results`)
  expect(notes[0]).toMatchObject({
    notes: 'The sandbox is down',
    attachments: [{ name: '4711', url: 'https://ci.example/logs/4711' }],
  })
})

it('goes back to what was just recorded, and records it anew with its note', async () => {
  const run = await makeRun('Corrected')
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    const { keyboard } = page
    await logIn(page, addressOf(run.id))
    await opened(page, 'Card payment with a 3-D Secure challenge')
    await keyboard.press('1')
    await keyboard.press('b')
    await keyboard.type('No challenge came')
    await keyboard.press('Escape')
    await opened(page, 'Card payment with a 3-D Secure challenge')
    await keyboard.press('Escape')
    await keyboard.press('f')
    await opened(page, 'Cart merges when a guest signs in')
    await page.getByText(/recorded: Failed/).waitFor()
    const [buttons, told] = [await page.getByRole('button', { name: 'Fail' }).boundingBox(), page.locator('.toast')]
    expect((await told.boundingBox())?.y, 'the message leaves the results free').toBeLessThan((buttons?.y ?? 0) - 40)
    await shot(page, 'execute-given')
    await keyboard.press('u')
    await opened(page, 'Card payment with a 3-D Secure challenge')
    await page.getByText('A result given now counts in its place').waitFor()
    await page.getByRole('complementary', { name: 'History' }).getByText('Step 1 blocked: No challenge came').waitFor()
    await keyboard.type('The spinner stays')
    expect(await page.getByRole('textbox', { name: 'Notes on the case' }).inputValue()).toBe('The spinner stays')
    await keyboard.press('Escape')
    await keyboard.press('f')
    await opened(page, 'Cart merges when a guest signs in')
    await keyboard.press('p')
    await page.getByRole('button', { name: 'Go back' }).waitFor()
    expect(await page.locator('.toast').count(), 'one message at a time').toBe(1)
    await page.goto(`${product.url}/projects/${project.projectId}/runs/${run.id}`)
    await page.getByText('Card payment with a 3-D Secure challenge').click()
    const results = page.getByRole('table', { name: 'Steps of this result' })
    await results.first().waitFor()
    expect(await results.first().getByRole('row').nth(1).textContent()).toBe('1BlockedNo challenge came')
    await shot(page, 'run-panel-steps')
    await axe(page)
  })
  const failed = run.testCases[0]
  const { data } = await call('GET', `/test-runs/${run.id}/cases/${failed.id}/results`)
  expect(data.map((one: { notes: string | null }) => one.notes)).toEqual(['The spinner stays', null])
})

it('takes a result back when the server refuses, and keeps what was typed', async () => {
  const run = await makeRun('Refused')
  const expected = /status of 409/
  await visit(browser, `${product.url}/login`, { expected }, async (page) => {
    await logIn(page, addressOf(run.id))
    await opened(page, 'Card payment with a 3-D Secure challenge')
    await page.keyboard.press('m')
    await page.keyboard.type('Seen twice')
    await call('PUT', `/test-runs/${run.id}`, { status: 'COMPLETED' })
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    await page.getByText(/has no result yet: .* What you typed is kept/).waitFor()
    const kept = await page.evaluate(() => JSON.stringify(localStorage))
    expect(kept).toContain('Seen twice')
    await page.getByRole('heading', { name: 'The run is completed' }).waitFor()
  })
  expect((await call('GET', `/test-runs/${run.id}`)).counts).toMatchObject({ passed: 0, notStarted: 5 })
})

it('stands at the foot of a phone, in the dark as well', async () => {
  const run = await makeRun('On a phone')
  await visit(browser, `${product.url}/login`, { width: 390, height: 844, theme: 'dark' }, async (page) => {
    await logIn(page, addressOf(run.id))
    await opened(page, 'Card payment with a 3-D Secure challenge')
    await page.getByRole('radiogroup', { name: 'Result of step 2' }).getByRole('radio', { name: 'Failed' }).check()
    await page.getByRole('textbox', { name: 'Note on step 2' }).fill('The spinner stays')
    await shot(page, 'execute-390-dark')
    await axe(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, 'nothing hangs over at the right').toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Fail', exact: true }).click()
    await opened(page, 'Cart merges when a guest signs in')
  })
})

it('takes no results from a reason that one types, nor from the same key twice, and offers a note as long as it may come', async () => {
  const run = await makeRun('In haste')
  const counts = async () => (await call('GET', `/test-runs/${run.id}`)).counts
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, addressOf(run.id))
    await opened(page, 'Card payment with a 3-D Secure challenge')
    await page.keyboard.type('fails because the button stays blue', { delay: 60 })
    await page.getByText('So soon after a result, keys count for nothing').waitFor()
    await shot(page, 'execute-haste')
    await opened(page, 'Cart merges when a guest signs in')
    await page.waitForTimeout(9000)
    await page.getByRole('button', { name: 'Add a note' }).waitFor()
    expect(await counts()).toMatchObject({ failed: 1, blocked: 0, passed: 0, skipped: 0, notStarted: 4 })
    for (const _ of [1, 2, 3]) await page.keyboard.press('p')
    await opened(page, 'Removed product can be brought back')
    await expect.poll(counts).toMatchObject({ failed: 1, passed: 1, notStarted: 3 })
    await page.keyboard.press('Escape')
    await page.getByText('2 of 5 executed').waitFor()
    expect(await page.locator('.toast').count(), 'nothing to go back to on another page').toBe(0)
  })
})
