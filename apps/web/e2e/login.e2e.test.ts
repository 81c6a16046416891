import { gzipSync } from 'node:zlib'
import type { Browser, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { administrator, logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
const expected = /status of (401|429)/

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it.each(['light', 'dark'] as const)('shows the login, %s', async (theme) => {
  for (const width of [1440, 390])
    await visit(browser, `${product.url}/login`, { theme, width }, async (page) => {
      await page.getByRole('heading', { name: 'Log in' }).waitFor()
      if (theme === 'light') await axe(page)
      await shot(page, `login-${width}-${theme}`)
    })
})

it('keeps what was typed with a wrong password, then leads where one wanted to go', async () => {
  await visit(browser, `${product.url}/admin/roles`, { expected }, async (page) => {
    await page.waitForURL(/\/login\?next=/)
    await page.getByLabel('E-mail').fill(administrator.email)
    const password = page.getByRole('textbox', { name: 'Password' })
    await password.fill('not this one')
    await page.keyboard.press('Enter')
    await page.getByText('do not fit together').waitFor()
    expect(await page.getByLabel('E-mail').inputValue()).toBe(administrator.email)
    expect(await password.inputValue()).toBe('not this one')
    await page.getByRole('button', { name: 'Show the password' }).click()
    expect(await password.getAttribute('type')).toBe('text')
    await shot(page, 'login-wrong')
    await axe(page)
    await password.fill(administrator.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/admin\/roles$/)
    await page.getByRole('heading', { name: 'Roles', exact: true }).waitFor()
  })
})

it('leads to no other host', async () => {
  await visit(browser, `${product.url}/login?next=${encodeURIComponent('//other.invalid/x')}`, {}, async (page) => {
    await page.getByLabel('E-mail').fill(administrator.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Projects' }).waitFor()
    expect(new URL(page.url()).origin).toBe(product.url)
  })
})

it('says when there were too many attempts', async () => {
  const strict = await startProduct({ RATE_LIMIT_LOGIN_MINUTE: '2' })
  try {
    await visit(browser, `${strict.url}/login`, { expected }, async (page) => {
      await page.getByLabel('E-mail').fill(administrator.email)
      await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
      for (const _ of [1, 2, 3]) {
        const answer = page.waitForResponse(/auth\.login/)
        await page.getByRole('button', { name: 'Log in' }).click()
        await answer
      }
      await page.getByText('Too many attempts: wait a minute.').waitFor()
    })
  } finally {
    await strict.stop()
  }
})

it('asks to log in again over the page, and goes on with what was typed', async () => {
  const call = await restOf(product.url)
  const project = await call('POST', '/projects', { name: 'Storefront' })
  await visit(browser, `${product.url}/login`, { expected }, async (page) => {
    await logIn(page, `/projects/${project.id}/milestones?milestone=new`)
    await page.getByRole('textbox', { name: 'Name' }).fill('4.12 Winter release')
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Create milestone' }).click()
    const dialog = page.getByRole('dialog', { name: 'Log in again' })
    await dialog.waitFor()
    expect(await dialog.getByLabel('E-mail').inputValue()).toBe(administrator.email)
    await shot(page, 'login-again')
    await axe(page)
    await dialog.getByRole('textbox', { name: 'Password' }).fill('not this one')
    await page.keyboard.press('Enter')
    await dialog.getByText('do not fit together').waitFor()
    await dialog.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('grid', { name: 'Milestones' }).getByText('4.12 Winter release').waitFor()
    const { data } = await call('GET', `/milestones?projectId=${project.id}`)
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['4.12 Winter release'])

    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Complete' }).click()
    await dialog.waitFor()
    await dialog.getByRole('button', { name: 'Not now' }).click()
    await page.getByText('Not saved: Log in to do this.').waitFor()
    await page.getByRole('button', { name: 'Complete' }).waitFor()
  })
})

it('logs out', async () => {
  await visit(browser, `${product.url}/login`, { expected }, async (page) => {
    await logIn(page)
    await page.getByRole('button', { name: 'You and the look' }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.waitForURL(/\/login$/)
    await page.goto(product.url)
    await page.waitForURL(/\/login/)
  })
})

it('loads less than 250 kB of gzipped script before the first screen', async () => {
  const measure = async (path: string, heading: string) => {
    let bytes = 0
    await visit(browser, `${product.url}/login`, {}, async (page) => {
      await logIn(page)
      const scripts: Response[] = []
      page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response))
      await page.goto(product.url + path, { waitUntil: 'networkidle' })
      await page.getByRole('heading', { name: heading }).first().waitFor()
      // Asked for anew: what the browser had is a 304 without a body.
      for (const script of scripts) bytes += gzipSync(await (await page.request.get(script.url())).body()).length
    })
    return bytes
  }
  const { data } = await (await restOf(product.url))('GET', '/projects')
  for (const [path, heading] of [
    ['/', 'Projects'],
    [`/projects/${data[0].id}`, 'Overview'],
  ] as const) {
    const bytes = await measure(path, heading)
    console.log(`${heading}: ${(bytes / 1000).toFixed(1)} kB of gzipped script`)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(250_000)
  }
})
