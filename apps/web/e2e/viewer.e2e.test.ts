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
let runId: string

/** A member of the project with one of the starting roles. */
async function member(role: string) {
  const credentials = { email: `${role.toLowerCase()}@larkfield.example`, password: 'Some-pass-1' }
  const { id } = await call('POST', '/users', { ...credentials, name: `Some ${role}` })
  const { data: roles } = await call('GET', '/roles')
  const { id: roleId } = roles.find(({ name }: { name: string }) => name === role)
  await call('PUT', `/projects/${projectId}/members/${id}`, { roleId })
  return credentials
}

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
  projectId = (await makeProject(call, 'Storefront')).projectId
  const run = await call('POST', '/test-runs', { projectId, name: '4.12 Regression', filter: {} })
  runId = run.id
  await call('POST', `/test-runs/${runId}/cases/${run.testCases[0].id}/execute`, { status: 'FAILED', notes: 'Seen' })
  await call('POST', '/milestones', { projectId, name: '4.12 Winter release' })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const writes =
  /^(New|Create|Add|Delete|Remove|Rename|Complete|Cancel the run|Reopen|Execute|Save|Assign|Choose files|More|(Pass|Fail|Block|Skip)$|\+ tag)/i
/** What is offered on the page that would write. */
const offered = async (page: Page) => {
  const names = await page
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''))
  return names.map((name) => name.trim()).filter((name) => writes.test(name))
}
/** None of the keys that write does anything. */
const pressAll = async (page: Page) => {
  const address = page.url()
  for (const key of ['c', 'n', 'F2', 'Delete', 'e', 'p', 'b', 's', 'a', 'i', 'x', 'm']) await page.keyboard.press(key)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.getByRole('toolbar').count()).toBe(0)
  expect(page.url()).toBe(address)
}

it('shows a viewer a calm product to read: no action that would be refused, and none that is', async () => {
  const viewer = await member('Viewer')
  const calm = async (page: Page, seen: string) => {
    await page.getByText(seen).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await offered(page), page.url()).toEqual([])
    await pressAll(page)
    expect(await page.getByRole('region', { name: 'Messages' }).textContent()).toBe('')
  }
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}`, viewer)
    await calm(page, 'passed')
    expect(await page.getByRole('link', { name: 'Imports' }).count()).toBe(0)
    await page.getByRole('link', { name: /^Cases/ }).click()
    await calm(page, 'Card payment')
    await page.getByRole('row', { name: /Card payment/ }).click()
    const panel = page.getByRole('complementary', { name: /^Case C/ })
    await panel.getByText('The challenge closes within 5 s').waitFor()
    expect(await panel.getByRole('textbox').count()).toBe(0)
    expect(await panel.getByRole('combobox').count()).toBe(0)
    await calm(page, 'Card payment')
    await axe(page)
    await shot(page, 'viewer-case')
    await page.goto(`${product.url}/projects/${projectId}/runs`)
    await calm(page, '4.12 Regression')
    await page.getByRole('row', { name: /4.12 Regression/ }).click()
    await calm(page, '1 of 5 executed')
    await page.getByText('Card payment').click()
    await calm(page, 'Seen')
    await axe(page)
    await shot(page, 'viewer-run')
    await page.goto(`${product.url}/projects/${projectId}/runs/${runId}/execute`)
    await calm(page, 'Executing is not part of your role')
    await page.goto(`${product.url}/projects/${projectId}/imports`)
    await calm(page, 'Importing is not part of your role')
    await axe(page)
    await page.goto(`${product.url}/projects/${projectId}/milestones`)
    await calm(page, '4.12 Winter release')
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Go to the runs' }).waitFor()
    expect(await page.getByRole('option', { name: /New|import/ }).count()).toBe(0)
  })
})

it('lets a tester write and execute, but neither delete nor close', async () => {
  const tester = await member('Tester')
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/runs/${runId}`, tester)
    await page.getByRole('button', { name: /^Execute/ }).waitFor()
    expect(await page.getByRole('button', { name: /^Complete/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'More' }).click()
    const items = page.getByRole('menuitem')
    await items.first().waitFor()
    expect(await items.allTextContents()).toEqual(['Add cases', 'Name, milestone, description'])
    await page.keyboard.press('Escape')
    await page.goto(`${product.url}/projects/${projectId}/cases`)
    await page.getByRole('row', { name: /Card payment/ }).click()
    const panel = page.getByRole('complementary', { name: /^Case C/ })
    await panel.getByRole('textbox', { name: 'Title' }).waitFor()
    expect(await panel.getByRole('button', { name: 'Delete the case' }).count()).toBe(0)
  })
})
