import { expect, it } from 'vitest'
import { estimateOf, writtenEstimate } from './estimate.ts'

it.each([
  ['6', 360],
  ['6 min', 360],
  ['1h 30', 5400],
  ['1:30', 5400],
  ['1,5 h', 5400],
  ['90 s', 90],
  ['', null],
  ['soon', undefined],
])('reads %j as %s seconds', (text, seconds) => expect(estimateOf(text)).toBe(seconds))

it.each([
  [0, '0 s'],
  [45, '45 s'],
  [360, '6 min'],
  [5400, '1 h 30 min'],
])('writes %i seconds as %j, and reads that back', (seconds, text) => {
  expect(writtenEstimate(seconds)).toBe(text)
  expect(estimateOf(text)).toBe(seconds)
})
