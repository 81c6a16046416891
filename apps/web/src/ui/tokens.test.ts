import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const themes = { light: ':root {', dark: ':root[data-theme="dark"] {', system: ':root:not([data-theme="light"]) {' }
const colours = (from: string) => {
  const block = css.slice(css.indexOf(from)).split('}')[0] ?? ''
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2] ?? '']))
}

const luminance = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const surfaces = ['bg', 'surface', 'sunken', 'hover', 'active', 'raised', 'accent-tint', 'accent-select']
const underStatus = ['bg', 'surface', 'sunken', 'hover', 'raised', 'accent-select']
const chrome = ['surface', 'bg', 'sunken', 'raised', 'hover']
const pairs: [front: string, behind: string, wanted: number][] = [
  ...surfaces.flatMap((behind) =>
    ['text', 'text-2', 'text-3', 'accent-text'].map((front): [string, string, number] => [front, behind, 4.5]),
  ),
  ...['passed', 'failed', 'blocked', 'skipped', 'progress'].flatMap((status): [string, string, number][] => [
    ...underStatus.map((behind): [string, string, number] => [status, behind, 4.5]),
    ...[status, 'text', 'text-2'].map((front): [string, string, number] => [front, `${status}-tint`, 4.5]),
    [`${status}-solid`, 'surface', 3],
    [`${status}-solid`, 'bg', 3],
  ]),
  ...chrome.flatMap((behind) =>
    ['control', 'focus', 'accent'].map((front): [string, string, number] => [front, behind, 3]),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['text-inverse', 'failed', 4.5],
  ['untested', 'surface', 4.5],
  ...[1, 2, 3, 4, 5, 6].map((hue): [string, string, number] => [`av-${hue}-t`, `av-${hue}`, 4.5]),
]

describe.each(Object.entries(themes))('the %s theme', (_, from) => {
  const colour = colours(from)
  it.each(pairs)('%s on %s has at least %d:1', (front, behind, wanted) => {
    expect(contrast(colour.get(front) ?? '', colour.get(behind) ?? '')).toBeGreaterThanOrEqual(wanted)
  })
})

it('says the same of the dark theme in both places', () => {
  expect(colours(themes.system)).toEqual(colours(themes.dark))
})
