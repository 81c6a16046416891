import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { axe, shot, visit } from './page.ts'
import { administrator, logIn, restOf, startProduct } from './server.ts'

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

const message = 'expected the state paid, but it is pending'
const whole = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="checkout.Payment" tests="3" failures="1">
    <testcase classname="checkout.Payment" name="pays by card" time="0.412"/>
    <testcase classname="checkout.Payment" name="confirms the challenge" time="1.204">
      <failure message="${message}">AssertionError: ${message}
    at confirm (checkout/payment.spec.ts:42:11)</failure>
    </testcase>
    <testcase classname="checkout.Payment" name="pays by wallet"><skipped/></testcase>
  </testsuite>
</testsuites>`
const broken = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="checkout.Cart" tests="2">
  <testcase classname="checkout.Cart" name="merges when a guest signs in" time="0.1"/>
  <testcase classname="checkout.Cart" name="Apple Pay sh`
const file = (name: string, text: string) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(text) })

it('imports a file with a failure and a broken one, accounts for each, and shows the failure in the run', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/imports`)
    await page.getByText(`-F projectId=${projectId}`).waitFor()
    await page.getByText(`${product.url}/api/junit/import`).waitFor()
    for (const tab of ['GitHub', 'GitLab', 'Jenkins', 'Shell']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByText(`${product.url}/api/junit/import`).waitFor()
    }
    await page.getByRole('textbox', { name: 'Name of the new run' }).fill('nightly #1842')
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Tab')
    await page.getByRole('heading', { name: 'Imports' }).click()
    await page.keyboard.press('i')
    await (await chooser).setFiles([file('junit-shard-1.xml', whole), file('junit-shard-2.xml', broken)])
    await page.getByText('imported with one fault').waitFor()
    await page.getByText(/At line 4, column/).waitFor()
    await page.getByText('The one test before it was complete and is imported').waitFor()
    await shot(page, 'import')
    await axe(page)
    await page.getByRole('link', { name: 'Open the run' }).click()
    await page.getByRole('heading', { name: 'nightly #1842' }).waitFor()
    await page.getByText('confirms the challenge').click()
    const panel = page.getByRole('complementary', { name: 'confirms the challenge' })
    await panel.getByText(message, { exact: true }).waitFor()
    await panel.getByText('checkout/payment.spec.ts:42:11').waitFor()
    await shot(page, 'run-failure')
    await axe(page)
  })
  const { data: runs } = await call('GET', `/test-runs?projectId=${projectId}`)
  expect(runs).toHaveLength(1)
  expect(runs[0].counts).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
})

it('takes files dropped anywhere, says kindly what is wrong, and tries again with the same files', async () => {
  const expected = /status of 422|status of 503/
  await visit(browser, `${product.url}/login`, { expected, theme: 'dark' }, async (page) => {
    await logIn(page, `/projects/${projectId}/imports`)
    await page.getByRole('textbox', { name: 'Name of the new run' }).fill('dropped')
    let down = true
    await page.route('**/api/junit/import', (route) =>
      down ? route.fulfill({ status: 503, body: '<html>Bad gateway</html>' }) : route.continue(),
    )
    await page.evaluate((text) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], 'junit.xml', { type: 'text/xml' }))
      for (const type of ['dragover', 'drop'])
        document
          .querySelector('main')
          ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    }, whole)
    await page.getByText('The server answered 503').waitFor()
    await shot(page, 'import-fault-dark')
    await axe(page)
    down = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Open the run' }).waitFor()
    await page.getByText('Cases matched').waitFor()
  })
  const { data: runs } = await call('GET', `/test-runs?projectId=${projectId}&search=dropped`)
  expect(runs.map((run: { counts: unknown }) => run.counts)).toMatchObject([{ passed: 1, failed: 1, skipped: 1 }])
})

it('goes on while one is on another page, and can be cancelled', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/imports`)
    let answer = () => {}
    const held = new Promise<void>((go) => {
      answer = go
    })
    await page.route('**/api/junit/import', async (route) => {
      await held
      await route.continue()
    })
    const input = page.locator('input[type=file]')
    await input.setInputFiles([file('slow.xml', whole)])
    await page.getByText('goes on when you leave this page').waitFor()
    await shot(page, 'import-going')
    await axe(page)
    for (const key of ['g', 'r']) await page.keyboard.press(key)
    await page.getByRole('row', { name: /dropped/ }).waitFor()
    await page.getByRole('progressbar', { name: /Importing slow/ }).waitFor()
    await shot(page, 'import-elsewhere')
    for (const key of ['g', 'i']) await page.keyboard.press(key)
    await page.getByText('goes on when you leave this page').waitFor()
    answer()
    await page.getByRole('link', { name: 'Open the run' }).waitFor()
    await page.route('**/api/junit/import', () => {})
    await input.setInputFiles([file('never.xml', whole)])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('cancelled: nothing was imported').waitFor()
  })
  const { data: runs } = await call('GET', `/test-runs?projectId=${projectId}&search=never`)
  expect(runs).toEqual([])
})

it('waits for a new login and sends again; what the server reads cannot be cancelled', async () => {
  const tests = Array.from(
    { length: 20_000 },
    (_, at) => `<testcase classname="many.Of" name="test ${at}" time="0.1"/>`,
  )
  await visit(browser, `${product.url}/login`, { expected: /status of 401/ }, async (page) => {
    await logIn(page, `/projects/${projectId}/imports`)
    await page.getByText('Drop result files here').waitFor()
    await page.context().clearCookies()
    const many = file('many.xml', `<testsuite name="many">${tests.join('')}</testsuite>`)
    await page.locator('input[type=file]').setInputFiles([many])
    const dialog = page.getByRole('dialog', { name: 'Log in again' })
    await dialog.getByRole('textbox', { name: 'Password' }).fill(administrator.password)
    await dialog.getByRole('button', { name: 'Log in' }).click()
    await page.getByText('The server is reading; it will finish.').waitFor()
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Open the run' }).waitFor({ timeout: 60_000 })
  })
})

it('fits a phone', async () => {
  await visit(browser, `${product.url}/login`, { width: 390, height: 844 }, async (page) => {
    await logIn(page, `/projects/${projectId}/imports`)
    await page.getByText('Drop result files here').waitFor()
    await shot(page, 'import-390')
    await axe(page)
    expect(await page.evaluate(() => document.querySelector('.page')?.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

it('says of each file that holds nothing to import why, and gives no sign of success for nothing', async () => {
  await visit(browser, `${product.url}/login`, {}, async (page) => {
    await logIn(page, `/projects/${projectId}/imports`)
    await page.getByText('The same file sent into the same run').waitFor()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files' }).click()
    await (await chooser).setFiles([
      file('none.xml', '<testsuites/>'),
      file('empty.xml', ''),
      file('run.trx', '<TestRun/>'),
    ])
    await page.getByText('2 files were not imported').waitFor()
    await page.getByText('TRX is not read yet. What is read: JUnit XML.').waitFor()
    await page.getByText('It is empty: 0 bytes.').waitFor()
    const job = page.getByRole('region', { name: /Import of none/ })
    await job.getByText('nothing was imported').waitFor()
    await job.getByText('There is no test in this file.').waitFor()
    await shot(page, 'import-nothing')
    await axe(page)
  })
})
