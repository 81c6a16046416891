import { execFileSync } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { logIn, restOf, startProduct } from './server.ts'

let product: Awaited<ReturnType<typeof startProduct>>
let browser: Browser
let call: Awaited<ReturnType<typeof restOf>>
let projectId: string
const credentials = { email: 'hanna@larkfield.example', password: 'Some-pass-1' }
const hanna = { name: 'Hanna Lindqvist', ...credentials }

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

it('creates, finds, changes, deactivates and deletes a person', async () => {
  await visit(browser, login(), { expected: /status of (409|422)/ }, async (page) => {
    await logIn(page, '/admin/users')
    await page.getByRole('grid', { name: 'People' }).getByText('Administrator').first().waitFor()
    await page.keyboard.press('c')
    const panel = page.getByRole('complementary', { name: 'New person' })
    await panel.getByRole('button', { name: 'Create account' }).click()
    await panel.locator('[aria-invalid=true]').first().waitFor()
    await panel.getByLabel('Name').fill(hanna.name)
    await panel.getByLabel('E-mail').fill(hanna.email)
    await panel.getByRole('textbox', { name: 'Password' }).fill(hanna.password)
    await shot(page, 'users-new')
    await axe(page)
    await panel.getByRole('button', { name: 'Create account' }).click()
    const opened = page.getByRole('complementary', { name: hanna.name })
    await opened.getByLabel('In the installation').selectOption('PROJECTADMIN')
    await opened.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('grid', { name: 'People' }).getByText('Project maker').waitFor()
    expect(await opened.getByRole('textbox', { name: 'New password' }).inputValue()).toBe('')
    await shot(page, 'users')
    await opened.getByRole('button', { name: 'Deactivate' }).click()
    await page.getByRole('grid', { name: 'People' }).getByText('Not active').waitFor()
    await opened.getByRole('button', { name: 'Activate', exact: true }).click()
    await opened.getByRole('button', { name: 'Deactivate' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('Filter by typing').fill('nobody')
    await page.getByText('Nobody with “nobody”').waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await page.getByRole('grid', { name: 'People' }).getByText(hanna.email).waitFor()

    const { id } = await call('POST', '/users', { ...hanna, email: 'gone@larkfield.example', name: 'Gone Soon' })
    await page.goto(`${product.url}/admin/users?user=${id}`)
    await page.getByRole('complementary', { name: 'Gone Soon' }).getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('grid', { name: 'People' }).getByText('Gone Soon').waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 390, height: 844 })
    await shot(page, 'users-390')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

it('shows what roles grant', async () => {
  for (const width of [1440, 390])
    await visit(browser, login(), { width }, async (page) => {
      await logIn(page, '/admin/roles')
      await page.getByRole('link', { name: /Tester/ }).click()
      const table = page.getByRole('table', { name: 'What Tester grants' })
      const cellsOf = (name: RegExp) => table.getByRole('row', { name }).getByRole('cell').allInnerTexts()
      expect(await cellsOf(/Test cases/)).toEqual([
        expect.stringContaining('Test cases'),
        'granted',
        'granted',
        'not granted',
        'not granted',
      ])
      expect((await cellsOf(/Test results/)).at(-1), 'there is nothing to close').toBe('')
      await axe(page)
      await shot(page, `roles-${width}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
})

it('gives a person a role in a project, then no access, and says what all others get', async () => {
  await visit(browser, login(), {}, async (page) => {
    await logIn(page, `/projects/${projectId}/members`)
    await page.getByText('Nobody has a row of their own').waitFor()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog', { name: 'Add a person' })
    await page.keyboard.type('hanna')
    await expect.poll(() => dialog.getByRole('radio', { name: /Hanna/ }).isChecked()).toBe(true)
    await shot(page, 'members-add')
    await axe(page)
    await dialog.getByLabel('Who').press('Enter')
    const role = page.getByLabel(`Role of ${hanna.name}`)
    await role.waitFor()
    await page.keyboard.press('c')
    await page.keyboard.type('hanna')
    await dialog.getByText(`${hanna.name} is a member already: Tester.`).waitFor()
    await dialog.getByText('Tester', { exact: true }).first().waitFor()
    await page.keyboard.press('Enter')
    await shot(page, 'members-already')
    await axe(page)
    await dialog.getByLabel('Role').selectOption('Viewer')
    await dialog.getByRole('button', { name: 'Change the role' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => role.locator('option:checked').textContent()).toBe('Viewer')
    const saved = page.waitForResponse(/members\.set/)
    await role.selectOption('No access')
    await saved
    await page.getByLabel('What everybody else gets').selectOption('Viewer')
    await page.waitForResponse(/members\.setDefaultAccess/)
    await axe(page)
    await shot(page, 'members')
    const { data } = await call('GET', `/projects/${projectId}/members`)
    expect(data).toMatchObject([{ name: hanna.name, roleId: null }])
    expect(await call('GET', `/projects/${projectId}/default-access`)).toMatchObject({ defaultAccess: 'ROLE' })
    await page.getByRole('button', { name: `Remove ${hanna.name}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('Nobody has a row of their own').waitFor()
  })
})

it('hides from a viewer what a viewer cannot do', async () => {
  await visit(browser, login(), { expected: /status of (401|403)/ }, async (page) => {
    await logIn(page, `/projects/${projectId}/milestones`, credentials)
    await page.getByText('Nothing to reach yet').waitFor()
    await page.getByRole('button', { name: 'New milestone' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0)
    await page.goto(`${product.url}/admin/users`)
    await page.getByRole('heading', { name: 'Only administrators see this page' }).waitFor()
    expect(await page.getByRole('button', { name: /New person|Try now/ }).count()).toBe(0)
    await shot(page, 'users-refused')
    await axe(page)
  })
})

it('fits a phone on every page, each with a title of its own', async () => {
  const project = `/projects/${projectId}`
  const pages = ['/', '/profile', '/admin/users', '/admin/roles', project]
  for (const name of ['cases', 'runs', 'milestones', 'imports', 'members']) pages.push(`${project}/${name}`)
  await visit(browser, login(), { width: 390, height: 844 }, async (page) => {
    await logIn(page)
    const titles = new Set<string>()
    for (const path of pages) {
      await page.goto(product.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const wide = await page.evaluate(() =>
        ['html', '.tbl-w', '.page', '.tabs', 'nav']
          .flatMap((selector) => [...document.querySelectorAll(selector)])
          .filter((one) => one.scrollWidth > one.clientWidth)
          .map((one) => one.className || one.tagName),
      )
      expect(wide, `scrolls sideways on ${path}`).toEqual([])
      titles.add(await page.title())
    }
    expect(titles.size).toBe(pages.length)
  })
})

it('plans milestones as a tree, completes and deletes them', async () => {
  const parent = await call('POST', '/milestones', { projectId, name: '4.12 Winter release', dueDate: '2030-11-27' })
  await call('POST', '/milestones', { projectId, name: 'Accessibility audit', dueDate: '2020-01-01' })
  await visit(browser, login(), {}, async (page) => {
    await logIn(page, `/projects/${projectId}/milestones`)
    const table = page.getByRole('grid', { name: 'Milestones' })
    await table.getByText(/^[\d,]+ days late$/).waitFor()
    await page.keyboard.press('c')
    const panel = page.getByRole('complementary', { name: 'New milestone' })
    await panel.getByLabel('Name').fill('Release candidate')
    await panel.getByLabel('Beneath').selectOption(parent.id)
    await panel.getByLabel('Due').fill('2030-11-20')
    await panel.getByRole('button', { name: 'Create milestone' }).click()
    const opened = page.getByRole('complementary', { name: 'Release candidate' })
    await opened.getByRole('button', { name: 'Complete' }).waitFor()
    await shot(page, 'milestones')
    await axe(page)
    const seen = Promise.withResolvers<void>()
    await page.route('**/trpc/milestones.update**', async (route) => {
      await seen.promise
      await route.continue()
    })
    await opened.getByRole('button', { name: 'Complete' }).click()
    await table.getByText('Completed').waitFor() // before the server has it
    seen.resolve()
    await opened.getByRole('button', { name: 'Open again' }).click()
    await opened.getByRole('button', { name: 'Complete' }).waitFor()
    await table.getByText('4.12 Winter release').click()
    const above = page.getByRole('complementary', { name: '4.12 Winter release' })
    await above.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('The 1 beneath it go with it.').waitFor()
    const deleted = page.waitForResponse(/milestones\.delete/)
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await deleted
    await table.getByText('Release candidate').waitFor({ state: 'detached' })
    const { data } = await call('GET', `/milestones?projectId=${projectId}`)
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['Accessibility audit'])
    await page.setViewportSize({ width: 390, height: 844 })
    await shot(page, 'milestones-390')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

it('says when the next page of a list does not come, and asks again only when told to', async () => {
  const { id } = await call('POST', '/projects', { name: 'Many milestones' })
  for (let number = 1; number <= 251; number++) await call('POST', '/milestones', { projectId: id, name: `M${number}` })
  await visit(browser, login(), { expected: /ERR_FAILED/ }, async (page) => {
    await logIn(page)
    let asked = 0
    await page.route(/milestones\.list.*cursor/, (route) => {
      asked++
      return route.abort()
    })
    await page.goto(`${product.url}/projects/${id}/milestones`)
    await page.getByText('The milestones did not arrive').waitFor()
    const before = asked
    await page.waitForTimeout(1500)
    expect(asked).toBe(before)
    await page.unroute(/milestones\.list.*cursor/)
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByRole('grid', { name: 'Milestones' }).waitFor()
    await page.locator('header, main').getByText('251', { exact: true }).first().waitFor()
  })
})

it('changes the profile and the password, and makes a token that works and ends', async () => {
  await visit(browser, login(), { expected: /status of (401|422)/ }, async (page) => {
    await logIn(page, '/profile', credentials)
    await page.getByLabel('Name').fill('Hanna L.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your profile is saved').waitFor()

    await page.getByRole('button', { name: 'New token' }).click()
    const dialog = page.getByRole('dialog', { name: 'New token' })
    await dialog.getByLabel('Name').fill('CI')
    await page.keyboard.press('Enter')
    const lines = await page.getByRole('region', { name: 'The new token' }).locator('code').textContent()
    const token = /^export TESTPLANIT_TOKEN=(tpi_\S+)$/m.exec(lines ?? '')?.[1]
    expect(execFileSync('sh', ['-c', lines ?? ''], { encoding: 'utf8' }), 'pasted into a shell').toContain(hanna.email)
    const session = () => fetch(`${product.url}/api/auth/session`, { headers: { authorization: `Bearer ${token}` } })
    expect((await session()).status).toBe(200)
    await axe(page)
    await shot(page, 'profile')
    await page.reload()
    await page.getByText('never used').or(page.getByText(/^used/)).waitFor()
    expect(await page.getByText(token ?? '').count()).toBe(0)
    await page.getByRole('button', { name: 'End the token CI' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End the token' }).click()
    await page.getByText('None yet.').waitFor()
    expect((await session()).status).toBe(401)

    await page.getByRole('textbox', { name: 'Your password' }).fill('not mine')
    await page.getByRole('textbox', { name: 'The new one' }).fill('A-new-pass-2')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('Is not your password').waitFor()
    await page.getByRole('textbox', { name: 'Your password' }).fill(hanna.password)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('Your password is changed').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await shot(page, 'profile-390')
    await logIn(page, '/', { email: hanna.email, password: 'A-new-pass-2' })
  })
})
