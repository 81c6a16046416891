import { expect, it } from 'vitest'
import { rateOf, rateText } from './number.ts'

it('rounds a pass rate as the reports do, halves up', () => {
  const rates = [rateOf(3, 2000), rateOf(67, 2000), rateOf(2, 3), rateOf(5, 5)]
  expect(rates).toEqual([0.2, 3.4, 66.7, 100])
  expect(rates.map((rate) => rateText(rate ?? 0))).toEqual(['0.2%', '3.4%', '66.7%', '100.0%'])
  expect(rateOf(0, 0)).toBeUndefined()
})
