import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let call: Awaited<ReturnType<typeof restOf>>
let projectId: string

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  call = await restOf(product.url)
  projectId = (await call('POST', '/projects', { name: 'Storefront' })).id
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
const login = () => `${product.url}/login`
const kept = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).map((key) => key.replace(/^kept \S+ /, '').replace(/ [\w-]{36}/, '')))

it('never lays a draft over what somebody else saved since, and sends only what was written', async () => {
  const { id } = await call('POST', '/milestones', { projectId, name: '4.12', description: 'The winter release' })
  const address = `/projects/${projectId}/milestones?milestone=${id}`
  await visit(browser, login(), { expected: /status of 409/ }, async (page) => {
    await logIn(page, address)
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.fill('4.12 Winter')
    await call('PUT', `/milestones/${id}`, { dueDate: '2031-11-26' })
    await page.reload()
    await page.getByText('Somebody changed this since you began.').waitFor()
    expect(await name.inputValue()).toBe('4.12 Winter')
    expect(await page.getByLabel('Due').inputValue()).toBe('2031-11-26')
    await page.getByRole('button', { name: 'Save' }).click()
    await page
      .getByRole('alert')
      .getByText(/changed meanwhile|changed since|was changed/i)
      .first()
      .waitFor()
    expect(await call('GET', `/milestones/${id}`)).toMatchObject({ name: '4.12', dueDate: '2031-11-26' })
    await axe(page)
    await shot(page, 'milestone-conflict')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('4.12 Winter is saved').waitFor()
    expect(await call('GET', `/milestones/${id}`)).toMatchObject({
      name: '4.12 Winter',
      description: 'The winter release',
      dueDate: '2031-11-26',
      version: 3,
    })
    await page.getByText('Somebody changed this').waitFor({ state: 'detached' })
    expect(await kept(page)).toEqual([])

    await name.fill('Mine')
    await call('PUT', `/milestones/${id}`, { name: 'Theirs' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Take theirs' }).click()
    expect(await name.inputValue()).toBe('Theirs')
  })
})

it('forgets what was sent, and keeps what was typed while it was on its way', async () => {
  const { id } = await call('POST', '/milestones', { projectId, name: '4.13' })
  await visit(browser, login(), {}, async (page) => {
    await logIn(page, `/projects/${projectId}/milestones?milestone=${id}`)
    const go = Promise.withResolvers<void>()
    await page.route('**/trpc/milestones.update**', async (route) => {
      await go.promise
      await route.continue()
    })
    await page.getByRole('textbox', { name: 'Name' }).fill('4.13 Spring')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByLabel('What it is about').fill('Typed meanwhile')
    go.resolve()
    await page.getByText('4.13 Spring is saved').waitFor()
    await page.locator('button:not([aria-busy])', { hasText: 'Save' }).waitFor()
    expect(await page.getByLabel('What it is about').inputValue()).toBe('Typed meanwhile')
    expect(await page.getByText('Somebody changed this').count()).toBe(0)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(async () => (await call('GET', `/milestones/${id}`)).description).toBe('Typed meanwhile')
    await expect.poll(() => kept(page)).toEqual([])
  })
})

it('never changes a draft under one’s hands from another window, and brings it where it is opened next', async () => {
  await visit(browser, login(), {}, async (page) => {
    const address = `${product.url}/projects/${projectId}/cases`
    await logIn(page, `/projects/${projectId}/cases?case=new`)
    const [title, other] = [page.getByRole('textbox', { name: 'Title' }), await page.context().newPage()]
    await title.waitFor()
    await other.goto(`${address}?case=new`)
    await other.getByRole('textbox', { name: 'Title' }).fill('From the other window')
    await page.getByLabel('Filter by typing').fill('card')
    await page.waitForURL(/q=card/)
    expect(await title.inputValue()).toBe('')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await title.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'New case' }).first().click()
    await expect.poll(() => title.inputValue()).toBe('From the other window')
  })
})

it('keeps what was typed by user, reads it with care, and forgets it at a logout, but for unsent cases', async () => {
  const other = { email: 'ola@larkfield.example', password: 'Some-pass-1' }
  await call('POST', '/users', { ...other, name: 'Ola Nyström', systemAccess: 'ADMIN' })
  await visit(browser, login(), { expected: /status of 401/ }, async (page) => {
    await logIn(page, `/projects/${projectId}/milestones?milestone=new`)
    await page.getByRole('textbox', { name: 'Name' }).fill('Half typed')
    await logIn(page, `/projects/${projectId}/cases?case=new`)
    await page.getByRole('textbox', { name: 'Title' }).fill('A case that waits')
    expect((await kept(page)).sort()).toEqual(['draft milestone new', 'unsent new case'])
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.includes('draft')) localStorage.setItem(key, '{"broken')
    })
    await page.goto(`${product.url}/projects/${projectId}/milestones?milestone=new`)
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('')
    await page.getByRole('textbox', { name: 'Name' }).fill('Half typed')

    await logIn(page, `/projects/${projectId}/milestones?milestone=new`, other)
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('')
    await page.getByRole('button', { name: 'You and the look' }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Log in' }).waitFor()
    expect(await kept(page)).toEqual(['unsent new case'])
    await logIn(page, `/projects/${projectId}/cases?case=new`)
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('A case that waits')
  })
})

it('closes the forms of milestones and people by Esc out of a field, and tells of what is not saved', async () => {
  const { id } = await call('POST', '/milestones', { projectId, name: '4.14' })
  const forms = [
    [`/projects/${projectId}/milestones?milestone=${id}`, '4.14'],
    ['/admin/users?user=new', 'New person'],
  ] as const
  await visit(browser, login(), {}, async (page) => {
    await logIn(page)
    for (const [address, what] of forms) {
      await page.goto(product.url + address)
      const name = page.getByRole('textbox', { name: 'Name' })
      await name.fill('Half typed')
      await page.keyboard.press('Escape')
      await name.waitFor({ state: 'detached' })
      await page.getByText(`Not saved: what you typed in “${what}”.`).waitFor()
      await page.getByRole('button', { name: 'Go back to it' }).click()
      await page.getByText('What you typed before is here, and not saved yet.').waitFor()
      expect(await name.inputValue()).toBe('Half typed')
      await shot(page, `draft-told-${what === '4.14' ? 'milestone' : 'person'}`)
      await axe(page)
      await page.getByRole('button', { name: 'Discard' }).click()
      expect(await name.inputValue()).toBe(what === '4.14' ? '4.14' : '')
      await name.press('Escape')
      await name.waitFor({ state: 'detached' })
      expect(await page.getByText('Not saved: what you typed').count()).toBe(0)
    }
    expect(await kept(page)).toEqual([])
  })
})
