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

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
  ;({ projectId } = await makeProject(call, 'Storefront'))
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
const login = () => `${product.url}/login`

it('opens every page at an address whose parameters do not fit, as if they were not there', async () => {
  const { id: runId } = await call('POST', '/test-runs', { projectId, name: 'Smoke', filter: {} })
  const pages = [
    ['/?q=31&new=7', 'Projects'],
    ['/admin/users?q=31&user=5', 'People'],
    ['/admin/roles?role=1', 'Roles'],
    [`/projects/${projectId}?days=xyz&table=7`, 'Overview'],
    [`/projects/${projectId}?days=3`, 'Overview'],
    [`/projects/${projectId}/cases?q=31&sort=zzz&tags=smoke&priority=HIGH&folder=7&tab=1`, 'All cases'],
    [`/projects/${projectId}/runs?q=31&status=NEW&milestone=5`, 'Runs'],
    [`/projects/${projectId}/runs/${runId}?q=31&status=PASSED&assignee=me&case=4`, 'Smoke'],
    [`/projects/${projectId}/runs/${runId}/execute?mine=perhaps`, 'Card payment with a 3-D Secure challenge'],
    [`/projects/${projectId}/milestones?milestone=31`, 'Milestones'],
    [`/projects/${projectId}/members?add=perhaps`, 'Members'],
  ] as const
  await visit(browser, login(), { expected: /status of 404/ }, async (page) => {
    await logIn(page)
    for (const [address, title] of pages) {
      await page.goto(product.url + address)
      await page.getByRole('heading', { name: title, exact: true, level: 1 }).first().waitFor()
      expect(await page.getByText('Something broke').count(), address).toBe(0)
      expect(await page.getByText('did not arrive').count(), address).toBe(0)
    }
    await page.goto(`${product.url}/projects/${projectId}/cases?q=120`)
    await page.getByText('5 of 5 cases').waitFor()
    expect(await page.getByLabel('Filter by typing').inputValue()).toBe('120')
  })
})

it('says what is not there any more: a case of a run, a milestone, a folder', async () => {
  const { id: runId } = await call('POST', '/test-runs', { projectId, name: 'Nightly', filter: {} })
  const gone = crypto.randomUUID()
  await visit(browser, login(), { expected: /status of 404/ }, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${runId}?case=${gone}`)
    await page.getByRole('heading', { name: 'This case is not in the run' }).waitFor()
    await shot(page, 'gone-run-case')
    await axe(page)
    await page.goto(`${product.url}/projects/${projectId}/milestones?milestone=${gone}`)
    await page.getByRole('heading', { name: 'No such milestone' }).waitFor()
    await axe(page)
    await page.goto(`${product.url}/projects/${projectId}/cases?folder=${gone}`)
    await page.getByRole('heading', { name: 'This folder is not there any more' }).waitFor()
    await shot(page, 'gone-folder')
    await axe(page)
    await page.getByRole('button', { name: 'All cases' }).click()
    await page.getByText('Expired voucher names its last day').waitFor()
  })
})
