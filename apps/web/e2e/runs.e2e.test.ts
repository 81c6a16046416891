import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { makeProject } from './run-cases.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let call: Awaited<ReturnType<typeof restOf>>
let projectId: string
let runId: string

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
  const project = await makeProject(call, 'Storefront')
  projectId = project.projectId
  const milestone = await call('POST', '/milestones', { projectId, name: '4.12 Winter release', dueDate: '2031-11-26' })
  const { data: configurations } = await call('GET', `/configurations?projectId=${projectId}`)
  const run = await call('POST', '/test-runs', {
    projectId,
    name: '4.12 Regression · Web',
    milestoneId: milestone.id,
    configurationId: configurations[0].id,
    filter: {},
  })
  runId = run.id
  const [first, second, third] = run.testCases
  await call('POST', `/test-runs/${runId}/cases/${first.id}/execute`, { status: 'PASSED', durationMs: 125_000 })
  await call('POST', `/test-runs/${runId}/cases/${second.id}/execute`, { status: 'FAILED', notes: 'Spinner stays' })
  await call('POST', `/test-runs/${runId}/cases/${third.id}/execute`, { status: 'BLOCKED' })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const counts = async () => (await call('GET', `/test-runs/${runId}`)).counts

it('lists runs with their bars, filters them, and opens one', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/runs`)
    await page.getByRole('row', { name: /4.12 Regression/ }).waitFor()
    await shot(page, 'runs')
    await axe(page)
    await page.getByRole('textbox', { name: 'Filter by name' }).fill('nothing of this name')
    await page.getByText('No run of that name').waitFor()
    await page.getByRole('link', { name: 'Clear the filter' }).click()
    await page.getByRole('row', { name: /4.12 Regression/ }).click()
    await page.getByText('3 of 5 executed').waitFor()
    expect(page.url()).toContain(`/runs/${runId}`)
  })
})

it('shows the run by folder; its counts filter; the panel has steps and results; all of it in the address', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${runId}`)
    await page.getByText('Voucher is recalculated').waitFor()
    await shot(page, 'run')
    await axe(page)
    await page.getByRole('button', { name: /Failed 1/ }).click()
    await page.getByRole('button', { name: /Blocked 1/ }).click()
    await page.getByText('2 cases').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Cart merges when a guest signs in' })
    await panel.getByText('Spinner stays').waitFor()
    await panel.getByText('The challenge closes within 5 s').waitFor()
    await shot(page, 'run-panel')
    await axe(page)
    await page.reload()
    await panel.getByText('Spinner stays').waitFor()
    await page.getByText('2 cases').waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  })
})

it('shows a long trace in a box of its own, and says when there is no such run', async () => {
  const line = `    at com.example.${'Checkout'.repeat(40)}.handle(Checkout.java:`
  const trace = Array.from({ length: 200 }, (_, index) => `${line}${index})`).join('\n')
  const suite = `<testsuite><testcase classname="Shop" name="breaks"><failure message="${'x'.repeat(400)}">${trace}</failure></testcase></testsuite>`
  const expected = /status of 404/
  const { id } = await call('POST', '/projects', { name: 'Traces' })
  for (const width of [1440, 390])
    await visit(browser, `${product.url}/login`, { width, expected }, async (page) => {
      await logIn(page)
      const file = { name: 'junit.xml', mimeType: 'text/xml', buffer: Buffer.from(suite) }
      const answer = await page.request.post(`${product.url}/api/junit/import`, {
        multipart: { projectId: id, runName: `nightly ${width}`, file },
      })
      const { testRunId } = await answer.json()
      const { data } = await call('GET', `/test-runs/${testRunId}/cases`)
      await page.goto(`${product.url}/projects/${id}/runs/${testRunId}?case=${data[0].id}`)
      const box = page.getByRole('region', { name: 'Trace' })
      const { right, pre } = await box.evaluate((one) => ({
        right: one.getBoundingClientRect().right,
        pre: [one.querySelector('pre')].map((it) => [
          it?.scrollWidth,
          it?.clientWidth,
          it?.scrollHeight,
          it?.clientHeight,
        ])[0],
      }))
      expect(right).toBeLessThanOrEqual(width)
      expect(pre?.[0], 'scrolls sideways').toBeGreaterThan(pre?.[1] ?? 0)
      expect(pre?.[2], 'scrolls down').toBeGreaterThan(pre?.[3] ?? 0)
      await box.getByRole('button', { name: 'Copy' }).click({ trial: true })
      await shot(page, `run-trace-${width}`)
      await page.goto(`${product.url}/projects/${id}/runs/${id}`)
      await page.getByRole('link', { name: 'All runs' }).waitFor()
    })
})

it('gives, assigns and removes many at once', async () => {
  await visit(browser, `${product.url}/login`, { theme: 'dark' }, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${runId}`)
    await page.getByText('Expired voucher names its last day').waitFor()
    await page.getByRole('button', { name: /Untested 2/ }).click()
    await page.getByText('2 cases').waitFor()
    for (const key of ['j', 'x', 'Shift+J']) await page.keyboard.press(key)
    await page.getByRole('toolbar', { name: '2 selected' }).waitFor()
    await shot(page, 'run-bulk-dark')
    await axe(page)
    await page.keyboard.press('a')
    await page.getByRole('dialog', { name: 'Assign 2 cases' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => mine()).toBe(2)
    for (const key of ['k', 'x', 'Shift+J', 's']) await page.keyboard.press(key)
    await page.getByRole('button', { name: /Skipped 2/ }).waitFor()
    await expect.poll(counts).toMatchObject({ skipped: 2, notStarted: 0 })
    await page.getByRole('button', { name: /Remove the filter Status/ }).click()
    await page.getByRole('button', { name: /Blocked 1/ }).click()
    await page.getByText('1 case', { exact: true }).waitFor()
    await page.getByRole('checkbox', { name: 'Select this row' }).check()
    await page.getByRole('button', { name: 'Remove from the run' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('1 case removed from the run').waitFor()
  })
  expect(await counts()).toMatchObject({ passed: 1, failed: 1, blocked: 0, skipped: 2 })
})

const mine = async () => {
  const run = await call('GET', `/test-runs/${runId}`)
  return run.testCases.filter((one: { assignedTo: string | null }) => one.assignedTo !== null).length
}

it('completes, reopens and changes the run, each after asking', async () => {
  await visit(browser, `${product.url}/login`, { width: 390, height: 844 }, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${runId}`)
    await page.getByText('Voucher is recalculated').waitFor()
    await shot(page, 'run-390')
    await axe(page)
    await page.getByRole('button', { name: 'Complete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click()
    await page.getByText('Completed', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Reopen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click()
    await page.getByRole('button', { name: 'Complete' }).waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Name, milestone, description' }).click()
    const dialog = page.getByRole('dialog', { name: 'The run' })
    await dialog.getByRole('textbox', { name: 'Description' }).fill('On the staging server')
    await dialog.getByLabel('Milestone').selectOption('None')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('4.12 Regression · All')
    await shot(page, 'run-edit-390')
    await axe(page)
    await dialog.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByRole('heading', { name: '4.12 Regression · All' }).waitFor()
  })
  expect(await call('GET', `/test-runs/${runId}`)).toMatchObject({
    status: 'ACTIVE',
    name: '4.12 Regression · All',
    milestoneId: null,
    description: 'On the staging server',
  })
})

it('has a run in which nothing is left completed from the overview', async () => {
  const run = await call('POST', '/test-runs', { projectId, name: 'All done', filter: {} })
  const results = run.testCases.map(({ id }: { id: string }) => ({ caseId: id, status: 'PASSED' }))
  await call('POST', `/test-runs/${run.id}/results`, { results })
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${run.id}`)
    await page.getByText('5 of 5 executed').waitFor()
    await page.getByRole('button', { name: 'Complete' }).waitFor()
    expect(await page.getByRole('button', { name: 'Execute next' }).count()).toBe(0)
    await page.getByRole('checkbox', { name: 'Select all that is loaded' }).click()
    await page.getByRole('checkbox', { name: 'Select all that is loaded', checked: true }).waitFor()
    await page.goto(`${product.url}/projects/${projectId}`)
    const done = page.getByRole('region', { name: 'Every case has its result' })
    await done.getByText('All done').waitFor()
    expect(await page.title()).toBe('Overview · Storefront · TestPlanIt')
    await shot(page, 'overview-all-executed')
    await axe(page)
    await done.getByRole('button', { name: 'Complete All done' }).click()
    await page.getByText('All done is completed').waitFor()
    await done.getByText('All done').waitFor({ state: 'detached' })
  })
  expect((await call('GET', `/test-runs/${run.id}`)).status).toBe('COMPLETED')
})

it('asks before one result for many replaces those that are there, and says so when it is done', async () => {
  const run = await call('POST', '/test-runs', { projectId, name: 'Asked', filter: {} })
  for (const [index, status] of ['PASSED', 'BLOCKED'].entries())
    await call('POST', `/test-runs/${run.id}/cases/${run.testCases[index].id}/execute`, { status })
  const countsNow = async () => (await call('GET', `/test-runs/${run.id}`)).counts
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${run.id}`)
    await page.getByText('2 of 5 executed').waitFor()
    await page.getByRole('checkbox', { name: 'Select all that is loaded' }).click()
    await page.keyboard.press('f')
    const dialog = page.getByRole('dialog', { name: 'Fail 5 cases?' })
    await dialog.getByText('5 cases, 2 of them have a result already').waitFor()
    await shot(page, 'run-bulk-asks')
    await axe(page)
    await page.keyboard.press('Escape')
    expect(await countsNow()).toMatchObject({ passed: 1, blocked: 1, failed: 0 })
    await page.keyboard.press('f')
    await dialog.waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('5 results recorded: Failed').waitFor()
    expect(await page.locator('.toast').getByRole('img', { name: 'Failed' }).count(), 'no sign of a failure').toBe(0)
    await expect.poll(countsNow).toMatchObject({ failed: 5 })
  })
})

it('counts what is in the run, and says of a folder that was not read to its end how much of it is loaded', async () => {
  const { id } = await call('POST', '/projects', { name: 'Large' })
  const tests = Array.from({ length: 300 }, (_, index) => `<testcase classname="Shop" name="test ${index}"/>`).join('')
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page)
    const file = { name: 'junit.xml', mimeType: 'text/xml', buffer: Buffer.from(`<testsuite>${tests}</testsuite>`) }
    const answer = await page.request.post(`${product.url}/api/junit/import`, {
      multipart: { projectId: id, runName: 'nightly', file },
    })
    const { testRunId } = await answer.json()
    await page.goto(`${product.url}/projects/${id}/runs/${testRunId}`)
    await page.getByText('250 loaded').waitFor()
    await page.getByText('300 cases').waitFor()
    await page.getByRole('checkbox', { name: 'Select all that is loaded' }).click()
    await page.getByRole('button', { name: 'Select all 300' }).waitFor()
    const whole = page.getByText('300 of 300', { exact: true })
    await expect
      .poll(async () => {
        for (const key of ['End', 'Home']) await page.getByRole('grid', { name: 'Cases of the run' }).press(key)
        return whole.count()
      })
      .toBe(1)
  })
})

it('makes no run without cases, and says in an empty one what to do', async () => {
  const empty = await call('POST', '/test-runs', { projectId, name: 'Empty', testCases: [] })
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/runs`)
    await page.getByRole('row', { name: /Empty/ }).waitFor()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog', { name: 'New run' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Of nothing')
    await dialog.getByRole('textbox', { name: 'Words' }).fill('no case has these words')
    await dialog.getByText('No case is found: choose others').waitFor()
    await page.keyboard.press('Control+Enter')
    await shot(page, 'run-create-none')
    await axe(page)
    expect((await call('GET', `/test-runs?projectId=${projectId}&search=nothing`)).data).toEqual([])
    await page.goto(`${product.url}/projects/${projectId}/runs/${empty.id}`)
    await page.getByRole('heading', { name: 'The run holds no cases yet' }).waitFor()
    expect(await page.getByText('Clear the filter').count()).toBe(0)
    expect(await page.getByRole('button', { name: /Execute/ }).count()).toBe(0)
    await shot(page, 'run-empty')
    await axe(page)
    await page.getByRole('button', { name: 'Add cases' }).click()
    const adding = page.getByRole('dialog', { name: 'Add cases' })
    await adding.getByText('5 found').waitFor()
    await adding.getByRole('button', { name: /^Add/ }).click()
    await page.getByText('0 of 5 executed').waitFor()
  })
})
