import type { Browser, Page } from 'playwright-core'
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

/** Those that hang over at the right of the window, or of what scrolls around them. */
const hangingOver = (page: Page) =>
  page.evaluate(() => {
    const beyond = (one: Element) => one.scrollWidth > one.clientWidth + 1
    const scrollers = [...document.querySelectorAll('.panel-b, main, aside, .page')].filter(
      (one) => beyond(one) && getComputedStyle(one).overflowX !== 'hidden',
    )
    const beyondWindow = [...document.querySelectorAll('main *')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.cut, pre'),
    )
    const isWide = document.documentElement.scrollWidth > innerWidth
    const [first] = beyondWindow
    return [
      ...(isWide ? [`the window, by ${first?.outerHTML.slice(0, 300)}`] : []),
      ...scrollers.map((one) => one.className),
    ]
  })

it('keeps names without a space within the case, its panel, its execution and the imports', async () => {
  const long = `checkout.${'ThePaymentServiceOfTheShop'.repeat(9)}`.slice(0, 250)
  const { id: projectId } = await call('POST', '/projects', { name: long })
  const one = await call('POST', '/repository-cases', {
    projectId,
    title: long,
    tags: [long.slice(0, 100)],
    steps: [{ action: long, expected: long }],
    expectedResult: long,
  })
  const run = await call('POST', '/test-runs', { projectId, name: long, filter: {} })
  await call('POST', `/test-runs/${run.id}/cases/${run.testCases[0].id}/execute`, { status: 'FAILED', notes: long })
  const pages = [
    ['case', `cases?case=${one.id}`, 'Copy the link'],
    ['case-results', `cases?case=${one.id}&tab=results`, 'Copy the link'],
    ['run', `runs/${run.id}?case=${run.testCases[0].id}`, 'Close'],
    ['execute', `runs/${run.id}/execute?case=${run.testCases[0].id}`, 'Stop the clock'],
  ] as const
  for (const [width, theme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const)
    await visit(browser, `${product.url}/login`, { width, height: 844, theme }, async (page) => {
      await logIn(page)
      for (const [name, path, button] of pages) {
        await page.goto(`${product.url}/projects/${projectId}/${path}`)
        await page.getByRole('button', { name: button, exact: true }).first().waitFor()
        await page.getByText('Loading').first().waitFor({ state: 'detached' })
        await shot(page, `long-${name}-${width}`)
        expect.soft(await hangingOver(page), `${name}, ${width}`).toEqual([])
      }
      await page.goto(`${product.url}/projects/${projectId}/imports`)
      await page.getByRole('textbox', { name: 'Name of the new run' }).fill(long)
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Choose files' }).first().click()
      const suite = '<testsuite><testcase classname="a" name="b"/></testsuite>'
      const file = { name: `${long.slice(0, 200)}.xml`, mimeType: 'text/xml', buffer: Buffer.from(suite) }
      await (await chooser).setFiles([
        file,
        { ...file, name: 'broken.xml', buffer: Buffer.from(`<testsuite><${long}`) },
      ])
      await page.getByText(/^imported/).waitFor()
      await shot(page, `long-imports-${width}`)
      expect.soft(await hangingOver(page), `imports, ${width}`).toEqual([])
      await axe(page)
    })
})
