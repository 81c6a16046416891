import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { serveBuilt } from './static-server.ts'

let browser: Browser
let site: Awaited<ReturnType<typeof serveBuilt>>
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'web-kit-'))
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url))
  const root = fileURLToPath(new URL('..', import.meta.url))
  // In a process of its own: under NODE_ENV=test React's slow development build would be taken.
  execFileSync(
    process.execPath,
    [vite, 'build', '--mode', 'kit', '--logLevel', 'warn', '--outDir', dir, '--emptyOutDir'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: 'inherit',
    },
  )
  site = await serveBuilt(dir)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  site?.close()
  await rm(dir, { recursive: true, force: true })
})

describe.each([1440, 390])('the kit, %i wide', (width) => {
  it.each(['light', 'dark'] as const)('shows every part, %s', async (theme) => {
    await visit(browser, `${site.url}/kit`, { theme, width, height: 2000 }, async (page) => {
      await page.getByRole('heading', { name: 'The kit' }).waitFor()
      await shot(page, `kit-${width}-${theme}`)
      if (theme === 'light') await axe(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
  })
})

describe('the kit under the policy of production', () => {
  it('asks in a dialog, which takes the keys and gives the focus back', async () => {
    await visit(browser, `${site.url}/kit`, {}, async (page) => {
      const button = page.getByRole('button', { name: 'Dialog' })
      await button.click()
      await shot(page, 'kit-dialog')
      await axe(page)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await page.getByText('5 cases deleted').waitFor()
    })
  })

  it('takes a form in a dialog: Enter sends it, once it can be sent', async () => {
    await visit(browser, `${site.url}/kit`, {}, async (page) => {
      await page.getByRole('button', { name: 'Form', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'New folder' })
      await dialog.getByLabel('Name').press('Enter')
      await dialog.getByText('beneath Checkout').waitFor()
      await shot(page, 'kit-form-dialog')
      await axe(page)
      await page.keyboard.type('Wallets')
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      await page.getByText('Wallets is there').waitFor()
    })
  })

  it('opens a menu and a tooltip', async () => {
    await visit(browser, `${site.url}/kit`, {}, async (page) => {
      await page.getByRole('button', { name: 'More of this' }).click()
      await page.getByRole('menuitem', { name: 'Move' }).waitFor()
      await shot(page, 'kit-menu')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Messages' }).getByText('5 cases moved to Wallets').waitFor()
      await page.getByRole('button', { name: 'Off' }).first().focus()
      await page.getByRole('tooltip').waitFor()
    })
  })

  it('finds in the palette by words and by keys', async () => {
    await visit(browser, `${site.url}/kit`, {}, async (page) => {
      await page.getByRole('button', { name: 'Palette' }).click()
      const found = page.getByRole('dialog').getByRole('option')
      await found.first().waitFor()
      expect(await found.count()).toBe(3)
      await shot(page, 'kit-palette')
      await axe(page)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Messages' }).getByText('Frictionless 3-D Secure').waitFor()
    })
  })

  it('moves in the tree by keys', async () => {
    await visit(browser, `${site.url}/kit`, {}, async (page) => {
      await page.getByRole('treeitem', { name: 'Payment' }).click()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await page.getByRole('treeitem', { name: 'Wallets' }).getAttribute('aria-selected')).toBe('true')
      await page.keyboard.press('Home')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Checkout')
    })
  })
})

describe('a working page', () => {
  it('draws but some of 100,000 rows, selects ranges, opens the panel', async () => {
    await visit(browser, `${site.url}/kit/shell`, {}, async (page) => {
      const grid = page.getByRole('grid', { name: 'Cases' })
      await grid.waitFor()
      expect(await grid.getAttribute('aria-rowcount')).toBe('100001')
      expect(await page.locator('tbody tr').count()).toBeLessThan(80)
      await shot(page, 'shell')
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.keyboard.press('Shift+J')
      await page.keyboard.press('Shift+J')
      await page.getByRole('toolbar', { name: '3 selected' }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Card payment' }).waitFor()
      await shot(page, 'shell-bulk')
      await axe(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      expect(await page.getByRole('toolbar').count()).toBe(0)
      await grid.focus()
      await page.keyboard.press('End')
      await page.getByText('C101041').waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys of this page' }).getByText('Extend the selection down').waitFor()
      await shot(page, 'shell-keys')
    })
  })

  it('takes keys one after the other, and none while one types', async () => {
    await visit(browser, `${site.url}/kit/shell`, {}, async (page) => {
      const first = page.getByRole('treeitem', { name: 'Folder 1', exact: false }).first()
      await page.getByLabel('Filter by typing').click()
      await page.keyboard.type('gfc')
      expect(await first.getAttribute('aria-selected')).toBe('false')
      await page.locator('body').click({ position: { x: 100, y: 600 } })
      await page.keyboard.type('gf')
      expect(await first.getAttribute('aria-selected')).toBe('true')
      expect(await page.getByText('A new case').count()).toBe(0)
      await page.getByLabel('Filter by typing').focus()
      await page.keyboard.press('Control+K')
      const palette = page.getByRole('dialog', { name: 'Find or do anything' })
      await palette.waitFor()
      await page.keyboard.type('card')
      expect(await palette.getByRole('combobox').inputValue()).toBe('card')
    })
  })

  it('has a rail, and a menu on a phone', async () => {
    await visit(browser, `${site.url}/kit/shell?rail`, { theme: 'dark' }, async (page) => {
      await page.getByRole('grid').waitFor()
      await shot(page, 'shell-rail-dark')
      await axe(page)
    })
    await visit(browser, `${site.url}/kit/shell`, { width: 390, height: 844 }, async (page) => {
      await page.getByRole('grid').waitFor()
      await shot(page, 'shell-390')
      expect((await page.getByRole('columnheader', { name: 'Title' }).boundingBox())?.width).toBeGreaterThan(180)
      await axe(page)
      await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('link', { name: 'Cases' }).waitFor()
      await shot(page, 'shell-390-menu')
    })
  })

  it('keeps the theme that was chosen', async () => {
    await visit(browser, `${site.url}/kit/shell`, {}, async (page) => {
      await page.getByRole('button', { name: 'You and the look' }).click()
      await page.getByRole('menuitem', { name: 'Dark' }).click()
      await page.reload()
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    })
  })
})

it('would be told of a style that the policy forbids, and of another host', async () => {
  const styled = visit(browser, site.url, {}, async (page) => {
    await page.evaluate(() =>
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{}' })),
    )
  })
  await expect(styled).rejects.toThrow('policy: style-src-elem inline')
  const foreign = visit(browser, site.url, {}, async (page) => {
    await page.evaluate(() => fetch('http://other.invalid/').catch(() => undefined))
  })
  await expect(foreign).rejects.toThrow('policy: connect-src http://other.invalid/')
})
