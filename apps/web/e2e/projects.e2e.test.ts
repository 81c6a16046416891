import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let call: Awaited<ReturnType<typeof restOf>>

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
const login = () => `${product.url}/login`

it('makes a project for results, and keeps what was typed until it is there', async () => {
  await visit(browser, login(), { expected: /status of 422/ }, async (page) => {
    await logIn(page)
    await page.getByRole('heading', { name: /Nothing here yet/ }).waitFor()
    await page.keyboard.press('i')
    const dialog = page.getByRole('dialog', { name: 'A project for your results' })
    await dialog.getByRole('button', { name: 'Create and import' }).click()
    await dialog.getByText('Is required').waitFor()
    await axe(page)
    await dialog.getByLabel('Name').fill('Storefront')
    await page.reload()
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Storefront')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/projects\/[^/]+\/imports$/)
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('heading', { name: 'Nothing was executed here yet.' }).waitFor()
    await shot(page, 'overview-empty')
    await axe(page)
  })
})

it('lists and filters projects, and deletes one after asking', async () => {
  await call('POST', '/projects', { name: 'Back office', description: 'Orders and returns' })
  await visit(browser, login(), {}, async (page) => {
    await logIn(page)
    const table = page.getByRole('grid', { name: 'Projects' })
    await table.getByText('Back office').waitFor()
    await shot(page, 'projects')
    await axe(page)
    await page.keyboard.press('/')
    await page.keyboard.type('zzz')
    await page.getByText('No project with “zzz”').waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await table.getByText('Storefront').waitFor()
    await page.getByRole('button', { name: 'More of Back office' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog', { name: 'Delete Back office?' }).waitFor()
    await axe(page)
    await shot(page, 'project-delete')
    await page.getByRole('button', { name: 'Delete the project' }).click()
    await table.getByText('Back office').waitFor({ state: 'detached' })
    const { data } = await call('GET', '/projects')
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['Storefront'])
    await page.setViewportSize({ width: 390, height: 844 })
    await shot(page, 'projects-390')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

it('finds projects and cases, and does things, from the palette', async () => {
  const { data } = await call('GET', '/projects')
  const title = 'Card payment with a 3-D Secure challenge'
  await call('POST', '/repository-cases', { projectId: data[0].id, title })
  await visit(browser, login(), {}, async (page) => {
    await logIn(page)
    await page.getByRole('grid', { name: 'Projects' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Find or do anything' })
    await palette.waitFor()
    await page.keyboard.type('secure')
    expect(await palette.getByRole('combobox').inputValue(), 'it is typed in at once').toBe('secure')
    await palette.getByRole('option', { name: /Card payment/ }).waitFor()
    await shot(page, 'palette')
    await axe(page)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\?case=/)
    await page.getByRole('navigation', { name: 'Storefront' }).waitFor()
    await page.keyboard.press('Control+k')
    await palette.getByRole('group', { name: 'Recent' }).getByText(title).waitFor()
    await palette.getByRole('combobox').fill('dark')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
    await page.keyboard.press('Control+k')
    await palette.getByRole('combobox').fill('new project')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'New project' }).waitFor()
  })
})

it('says when there is no such project', async () => {
  await visit(browser, login(), { expected: /status of 404/ }, async (page) => {
    await logIn(page, '/projects/01980000-ffff-7fff-8fff-ffffffffffff')
    await page.getByRole('heading', { name: 'No such project' }).waitFor()
    expect(await page.getByRole('navigation').count(), 'nothing to go to in it').toBe(0)
    expect(await page.title()).toBe('No such project · TestPlanIt')
    await axe(page)
  })
})

it('renames and describes a project, and keeps what was typed until it is saved', async () => {
  const { id } = await call('POST', '/projects', { name: 'Misspelt', description: 'A shop' })
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${id}`)
    const open = async () => {
      await page.getByRole('button', { name: 'More of this project' }).click()
      await page.getByRole('menuitem', { name: 'Name and description' }).click()
    }
    await open()
    const dialog = page.getByRole('dialog', { name: 'The project' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Spelt well')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await open()
    expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Spelt well')
    await shot(page, 'project-edit')
    await axe(page)
    await dialog.getByRole('textbox', { name: 'What it is' }).fill('An online shop')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Spelt well' }).waitFor()
  })
  expect(await call('GET', `/projects/${id}`)).toMatchObject({ name: 'Spelt well', description: 'An online shop' })
})
