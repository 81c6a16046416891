import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import axeCore from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

const screenshots = fileURLToPath(new URL('../../../test-results/screenshots/', import.meta.url))

interface Look {
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  /** Console errors that the visit provokes on purpose. */
  expected?: RegExp
}

/**
 * Opens an address, works the page, closes it; fails on any console error, uncaught error, violation of the
 * Content-Security-Policy, or request to another origin.
 */
export async function visit(browser: Browser, url: string, look: Look, work: (page: Page) => Promise<void>) {
  const { theme = 'light', width = 1440, height = 900, expected } = look
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    hasTouch: width < 760,
  })
  context.setDefaultTimeout(10_000)
  const faults: string[] = []
  const page = await context.newPage()
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    ),
  )
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack}`))
  page.on('request', (request) => {
    const to = new URL(request.url())
    if (to.protocol.startsWith('http') && to.origin !== new URL(url).origin) faults.push(`foreign: ${request.url()}`)
  })
  try {
    await page.goto(url)
    await work(page)
    await page.waitForTimeout(50) // what was reported late
  } catch (error) {
    throw faults.length > 0
      ? new Error(`The work failed, and there was:\n${faults.join('\n')}`, { cause: error })
      : error
  } finally {
    await context.close()
  }
  const unexpected = faults.filter((fault) => !expected?.test(fault))
  if (unexpected.length > 0) throw new Error(unexpected.join('\n'))
}

/** Keeps a picture of the window under test-results/screenshots. */
export async function shot(page: Page, name: string) {
  await mkdir(screenshots, { recursive: true })
  await page.evaluate(async () => {
    await document.fonts.ready
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map((one) => one.finished)) // one whose element went is refused
  })
  await page.screenshot({ path: `${screenshots}${name}.png` })
}

/** Expects that axe (WCAG 2.2 AA and good practice) finds nothing, in the light theme and in the dark one. */
export async function axe(page: Page) {
  await page.evaluate(axeCore.source)
  const before = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as AxeWindow).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      })
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}\n  ${node.failureSummary}`),
      )
    })
    expect(found, `axe, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: before ? 'dark' : 'light' })
}

interface AxeWindow {
  axe: {
    run: (
      root: Document,
      options: object,
    ) => Promise<{ violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[] }>
  }
}
