import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})
beforeEach(async () => {
  projectId = (await call('POST', '/projects', { name: `Storefront ${crypto.randomUUID()}` })).id
})

const folder = async (name: string, parentId?: string) =>
  (await call('POST', '/folders', { projectId, name, parentId })).id as string
const newCase = (title: string, more: object = {}) =>
  call('POST', '/repository-cases', { projectId, title, ...more }) as Promise<{ id: string; number: number }>
const caseNow = (id: string) => call('GET', `/repository-cases/${id}`)

/** Opens the repository, with what is asked for in its address. */
const inRepository = (search: string, work: (page: Page) => Promise<void>, look: Parameters<typeof visit>[2] = {}) =>
  visit(browser, `${product.url}/login`, look, async (page) => {
    await logIn(page, `/projects/${projectId}/cases${search}`)
    await page.getByRole('grid', { name: 'Cases' }).waitFor({ state: 'attached' })
    await work(page)
  })
const saved = (page: Page, version: number) => page.getByText(`Saved, version ${version}`).waitFor()
const paste = (page: Page, text: string) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, text)
const stepsOf = (one: { steps: { action: string; expected: string | null }[] }) =>
  one.steps.map(({ action, expected }) => [action, expected])

describe('writing by keyboard', () => {
  it('makes a folder and a case with typed and pasted steps, which a reload keeps', async () => {
    await inRepository('', async (page) => {
      await page.getByText('No cases yet').waitFor()
      await page.getByRole('treeitem', { name: 'All cases' }).waitFor()
      await page.keyboard.press('n')
      await page.keyboard.type('Payment')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Payment' }).waitFor()
      await page.getByRole('treeitem', { name: 'Payment' }).waitFor()

      await page.keyboard.press('c')
      await page.getByRole('textbox', { name: 'Title' }).waitFor()
      await page.keyboard.type('Card payment')
      await page.keyboard.press('Enter')
      await page.keyboard.type('Open the cart')
      await page.keyboard.press('Enter')
      await page.keyboard.type('It shows 120.00 €')
      await page.keyboard.press('Enter')
      await paste(
        page,
        'Action\tExpected result\r\nEnter the card\tThe challenge opens\r\n"Confirm\nthe ""code"""\tIt closes\r\n',
      )
      await page.keyboard.press('Alt+ArrowUp')
      await page.keyboard.press('Control+s')
      await saved(page, 1)
      const id = new URL(page.url()).searchParams.get('case') ?? ''
      const steps = [
        ['Open the cart', 'It shows 120.00 €'],
        ['Confirm\nthe "code"', 'It closes'],
        ['Enter the card', 'The challenge opens'],
      ]
      expect(stepsOf(await caseNow(id))).toEqual(steps)
      await page.getByRole('treeitem', { name: 'Payment 1' }).waitFor()

      await page.getByRole('textbox', { name: 'Step 3, expected' }).focus()
      await page.keyboard.press('Enter')
      await page.keyboard.type('Wait')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Backspace')
      const action = page.getByRole('textbox', { name: 'Step 4, action' })
      expect(await action.evaluate((field) => field === document.activeElement), 'goes back, and takes nothing').toBe(
        true,
      )
      expect(await action.inputValue()).toBe('Wait')
      await page.keyboard.press('Escape')
      await saved(page, 2)
      await page.getByRole('textbox', { name: 'Step 4, action' }).fill('')
      await page.getByRole('textbox', { name: 'Step 4, expected' }).focus()
      await page.keyboard.press('Backspace')
      await page.getByRole('textbox', { name: 'Step 4, action' }).waitFor({ state: 'detached' })
      await page.keyboard.press('Escape')
      await saved(page, 3)
      const before = await caseNow(id)

      await page.reload()
      await saved(page, 3)
      expect(await page.getByRole('textbox', { name: 'Step 2, action' }).inputValue()).toBe('Confirm\nthe "code"')
      expect(stepsOf(before)).toEqual(steps)
      await shot(page, 'repository-written')
    })
  })

  it('creates one case after the other, and keeps the one that is not yet created', async () => {
    await inRepository('?case=new', async (page) => {
      await page.getByRole('textbox', { name: 'Title' }).waitFor()
      await page.keyboard.type('First')
      await page.keyboard.press('Control+Enter')
      await page.getByText('C', { exact: false }).getByText('created').waitFor()
      await page.keyboard.type('Second, not yet')
      await page.reload()
      await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Second, not yet')
      await page.getByRole('textbox', { name: 'Title' }).fill('')
      await page.keyboard.press('Control+s')
      await page.getByText('A case needs a title.').waitFor()
      expect((await call('GET', `/repository-cases?projectId=${projectId}`)).pagination.total).toBe(1)
    })
  })

  it('moves a step by dragging', async () => {
    const { id } = await newCase('Card payment', { steps: ['one', 'two', 'three'].map((action) => ({ action })) })
    await inRepository(`?case=${id}`, async (page) => {
      await saved(page, 1)
      const handles = page.getByTitle('Drag to move')
      await handles.nth(2).dragTo(handles.nth(0))
      await saved(page, 2)
      expect(stepsOf(await caseNow(id)).map(([action]) => action)).toEqual(['three', 'one', 'two'])
    })
  })

  it('changes properties and tags in place, without asking again and again', async () => {
    const { id } = await newCase('Card payment', { tags: ['wallet'] })
    await inRepository(`?case=${id}`, async (page) => {
      await page.getByRole('combobox', { name: 'Priority' }).selectOption('CRITICAL')
      await saved(page, 2)
      await page.getByRole('textbox', { name: 'Estimate' }).fill('1h 30')
      await page.keyboard.press('Enter')
      await saved(page, 3)
      await page.getByRole('button', { name: '+ tag' }).click()
      await page.keyboard.type('Apple')
      await page.keyboard.press('Enter')
      await saved(page, 4)
      await page.keyboard.type('given up')
      await page.keyboard.press('Escape')
      await page.waitForTimeout(1500)
      await saved(page, 4)
      expect(await caseNow(id)).toMatchObject({ priority: 'CRITICAL', estimate: 5400, tags: ['Apple', 'wallet'] })
      expect(await page.getByRole('row', { name: 'Card payment' }).textContent()).toContain('1 h 30')
    })
  })
})

describe('nothing that was typed is lost', () => {
  it('shows a conflict, and lets one compare and keep', async () => {
    const { id } = await newCase('Card payment', { steps: [{ action: 'Open the cart' }] })
    await inRepository(
      `?case=${id}`,
      async (page) => {
        await saved(page, 1)
        await call('PUT', `/repository-cases/${id}`, { title: 'Theirs', priority: 'LOW', expectedVersion: 1 })
        await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
        await page.getByText(/Not saved: Administrator changed this case/).waitFor()
        expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Mine')
        expect((await caseNow(id)).title).toBe('Theirs')
        await page.reload()
        await page.getByText(/Not saved: Administrator changed this case/).waitFor()
        await page.getByRole('button', { name: 'Compare' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText('Theirs', { exact: true }).nth(1).waitFor()
        await dialog.getByText('Mine', { exact: true }).nth(1).waitFor()
        await shot(page, 'repository-conflict')
        await axe(page)
        await dialog.getByRole('button', { name: 'Keep mine' }).click()
        await saved(page, 3)
        expect(await caseNow(id)).toMatchObject({ title: 'Mine', priority: 'LOW', version: 3 })
      },
      { expected: /409/ },
    )
  })

  it('takes theirs where one wants that', async () => {
    const { id } = await newCase('Card payment')
    await inRepository(
      `?case=${id}`,
      async (page) => {
        await saved(page, 1)
        await call('PUT', `/repository-cases/${id}`, { title: 'Theirs' })
        await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
        await page.getByRole('button', { name: 'Compare' }).click()
        await page.getByRole('button', { name: 'Take theirs' }).click()
        await saved(page, 2)
        expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Theirs')
      },
      { expected: /409/ },
    )
  })

  it('keeps an edit that a cut network held back, over a reload too', async () => {
    const { id } = await newCase('Card payment')
    await inRepository(
      `?case=${id}`,
      async (page) => {
        await saved(page, 1)
        await page.route('**/trpc/cases.update**', (route) => route.abort())
        await page.getByRole('textbox', { name: 'Description' }).fill('With a card that asks for a challenge')
        await page.getByText('Not saved: The server does not answer.').waitFor()
        await page.getByRole('button', { name: 'Add a step' }).click()
        await page.keyboard.type('Open the cart')
        await page.reload()
        await page.getByText('Changes that had not reached the server are back.').waitFor()
        expect(await page.getByRole('textbox', { name: 'Step 1, action' }).inputValue()).toBe('Open the cart')
        expect((await caseNow(id)).version).toBe(1)
        await page.unroute('**/trpc/cases.update**')
        await page.getByRole('button', { name: 'Save them' }).click()
        await saved(page, 2)
        const now = await caseNow(id)
        expect(now.description).toBe('With a card that asks for a challenge')
        expect(stepsOf(now)).toEqual([['Open the cart', null]])
      },
      { expected: /ERR_FAILED/ },
    )
  })

  it('saves what was written in a case that is closed in the middle', async () => {
    const { id } = await newCase('Card payment')
    await inRepository(`?case=${id}`, async (page) => {
      await saved(page, 1)
      await page.getByRole('textbox', { name: 'Title' }).fill('Card payment with a challenge')
      await page.getByRole('button', { name: 'Close', exact: true }).click()
      await page.getByRole('gridcell', { name: 'Card payment with a challenge' }).waitFor()
      await expect.poll(async () => (await caseNow(id)).title).toBe('Card payment with a challenge')
    })
  })
})

describe('the list', () => {
  beforeEach(async () => {
    await newCase('Card payment', { tags: ['smoke'], priority: 'HIGH' })
    await newCase('Gift card', { priority: 'LOW', automationStatus: 'AUTOMATED' })
    await newCase('Reviews', { tags: ['smoke'] })
  })

  it('filters by typing and by chips, all in the address, with a way back', async () => {
    await inRepository('', async (page) => {
      const rows = page.locator('tbody tr')
      await expect.poll(() => rows.count()).toBe(3)
      await page.keyboard.press('/')
      await page.keyboard.type('card')
      await expect.poll(() => rows.count()).toBe(2)
      expect(page.url()).toContain('q=card')
      await page.keyboard.press('Enter')
      await page.keyboard.press('f')
      await page.getByRole('dialog', { name: 'Filter the cases' }).waitFor()
      await page.keyboard.type('smoke')
      await page.getByRole('option', { name: 'smoke' }).click()
      await expect.poll(() => rows.count()).toBe(1)
      await page.getByText('1 of 3 cases').waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Remove the filter Tag' }).waitFor()
      await expect.poll(() => rows.count()).toBe(1)
      await page.goBack()
      await expect.poll(() => rows.count()).toBe(2)
      await page.goBack()
      await expect.poll(() => rows.count()).toBe(3)
      expect(await page.getByLabel('Filter by typing').inputValue()).toBe('')
      await page.getByRole('button', { name: 'Title' }).click()
      await expect.poll(() => page.url()).toContain('sort=title')
      await page.getByRole('button', { name: 'Title' }).click()
      await expect.poll(() => rows.first().textContent()).toContain('Reviews')
      await page.keyboard.press('/')
      await page.keyboard.type('nothing such')
      await page.getByText('No case with this filter').waitFor()
    })
  })

  it('is walked by keys: move, open, next, close, delete', async () => {
    await inRepository('', async (page) => {
      await page.getByText('Card payment').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByText('1 of 3').waitFor()
      await page.keyboard.press('Alt+j')
      await page.getByText('2 of 3').waitFor()
      expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Gift card')
      await page.keyboard.press('Delete')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete the case' }).click()
      await page.getByText('2 cases').waitFor()
      expect(await page.getByRole('complementary', { name: 'Case' }).count()).toBe(0)
      const totalNow = async () => (await call('GET', `/repository-cases?projectId=${projectId}`)).pagination.total
      await expect.poll(totalNow).toBe(2)
    })
  })

  it('goes on from the case that was just made, and selects all rows', async () => {
    await inRepository('', async (page) => {
      await page.getByText('Card payment').waitFor()
      await page.keyboard.press('c')
      await page.getByRole('textbox', { name: 'Title' }).waitFor()
      await page.keyboard.type('Wallet')
      await page.keyboard.press('Control+s')
      await page.getByText('4 of 4').waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.getByRole('complementary', { name: 'Case' }).waitFor({ state: 'detached' })
      await page.keyboard.press('k')
      await page.keyboard.press('Enter')
      await page.getByText('3 of 4').waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('j')
      await page.keyboard.press('Control+a')
      await page.getByRole('toolbar', { name: '4 selected' }).waitFor()
    })
  })

  it('makes a run of the selection', async () => {
    await inRepository('', async (page) => {
      await page.getByText('Card payment').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.keyboard.press('Shift+J')
      await page.getByRole('toolbar', { name: '2 selected' }).waitFor()
      await page.keyboard.press('r')
      await page.getByRole('textbox', { name: 'Name' }).fill('Smoke')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Open the run' }).click()
      await page.waitForURL(/\/runs\/[0-9a-f-]+$/)
      const { data } = await call('GET', `/test-runs?projectId=${projectId}`)
      expect(data[0]).toMatchObject({ name: 'Smoke', counts: { notStarted: 2 } })
    })
  })
})

describe('the folders', () => {
  it('are walked, renamed, moved and deleted by keys', async () => {
    const payment = await folder('Payment')
    await folder('Cards', payment)
    await folder('Wallets')
    await newCase('Card payment', { folderId: payment })
    await inRepository('', async (page) => {
      const item = (name: string | RegExp) => page.getByRole('treeitem', { name })
      await item('Payment').click()
      await page.keyboard.press('ArrowRight')
      await item('Cards').waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('F2')
      await page.keyboard.type('Debit cards')
      await page.keyboard.press('Enter')
      await item('Debit cards').waitFor()
      await expect.poll(async () => (await call('GET', `/folders/tree?projectId=${projectId}`)).data.length).toBe(4)

      await item('Wallets').click()
      await page.keyboard.press('m')
      const search = page.getByRole('dialog').getByRole('combobox')
      await search.fill('payment')
      await page.keyboard.press('Enter')
      await expect
        .poll(async () => (await call('GET', `/folders?projectId=${projectId}&parentId=${payment}`)).data.length)
        .toBe(2)

      await item('Debit cards').dragTo(item('All cases'))
      await expect
        .poll(async () => (await call('GET', `/folders?projectId=${projectId}&parentId=${payment}`)).data.length)
        .toBe(1)

      await item(/^Payment/).click()
      await page.keyboard.press('Delete')
      await page.getByText('the 1 case').or(page.getByText('its case')).waitFor()
      await page.keyboard.press('Enter')
      await item(/^Payment/).waitFor({ state: 'detached' })
      await page.getByRole('heading', { name: 'All cases' }).waitFor()
      await expect.poll(async () => (await call('GET', `/folders/tree?projectId=${projectId}`)).data.length).toBe(2)
    })
  })

  it('give a name back that is taken, and what was typed with it', async () => {
    await folder('Payment')
    await inRepository(
      '',
      async (page) => {
        await page.getByRole('treeitem', { name: 'Payment' }).waitFor()
        await page.keyboard.press('n')
        await page.keyboard.type('Payment')
        await page.keyboard.press('Enter')
        await page.getByText('was not created').waitFor()
        expect(await page.getByRole('textbox', { name: 'Name of the folder' }).inputValue()).toBe('Payment')
      },
      { expected: /409/ },
    )
  })
})

describe('the look', () => {
  let payment: string
  let first: string
  beforeEach(async () => {
    const checkout = await folder('Checkout')
    payment = await folder('Payment', checkout)
    for (const name of ['Cart', 'Order confirmation']) await folder(name, checkout)
    for (const name of ['Catalogue', 'Account', 'Back office']) await folder(name)
    const titles = ['Card payment with a 3-D Secure challenge', 'Apple Pay sheet shows the final total', 'Gift card']
    const made = []
    for (let index = 0; index < 30; index++)
      made.push(
        await newCase(titles[index % 3] ?? '', {
          folderId: payment,
          priority: (['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const)[index % 4],
          automationStatus: (['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED'] as const)[index % 3],
          estimate: 60 * (1 + (index % 6)),
          tags: ['payment', 'smoke'].slice(index % 3),
          description: 'A customer with one product of 120.00 € in the cart.',
          steps: [
            { action: 'Open the cart and choose Checkout', expected: 'The payment page shows 120.00 €' },
            {
              action: 'Confirm the challenge with code 1234',
              expected: 'The challenge closes; “Checking…” shows for at most 5 s',
            },
          ],
        }),
      )
    first = made[0]?.id ?? ''
    const run = await call('POST', '/test-runs', {
      projectId,
      name: 'Nightly 412',
      testCases: [{ repositoryCaseId: first }],
    })
    for (const status of ['PASSED', 'FAILED'])
      await call('POST', `/test-runs/${run.id}/cases/${first}/execute`, { status, duration: 30 })
  })

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('is as drawn, %i wide, %s', async (width, theme) => {
    const look = { width, theme, height: 900 }
    await inRepository(
      `?folder=${payment}`,
      async (page) => {
        await page.getByText('Gift card').first().waitFor()
        await shot(page, `repository-${width}-${theme}`)
        if (theme === 'light') await axe(page)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        await page.getByText('Card payment with').first().click()
        await page.getByRole('tab', { name: 'Results 2' }).waitFor()
        await saved(page, 1)
        await shot(page, `repository-case-${width}-${theme}`)
        if (theme === 'light') await axe(page)
        await page.getByRole('tab', { name: 'Results 2' }).click()
        await page.getByRole('link', { name: 'Nightly 412' }).first().waitFor()
        await shot(page, `repository-results-${width}-${theme}`)
        if (theme === 'light') await axe(page)
      },
      look,
    )
  })

  it('opens the folders in a dialog where there is no room beside the list', async () => {
    await inRepository(
      '',
      async (page) => {
        await page.getByRole('button', { name: 'Folders' }).click()
        await shot(page, 'repository-folders-390')
        await axe(page)
        await page.getByRole('treeitem', { name: 'Back office' }).click()
        await page.getByText('No cases yet').waitFor()
        expect(await page.getByRole('dialog').count()).toBe(0)
      },
      { width: 390 },
    )
  })

  it('helps to write a new case', async () => {
    await inRepository(`?folder=${payment}&case=new`, async (page) => {
      await page.getByRole('textbox', { name: 'Title' }).waitFor()
      await shot(page, 'repository-new')
      await axe(page)
    })
  })
})
