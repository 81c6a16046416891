import { describe, expect, it } from 'vitest'
import { moved, newStep, pasted, rowsOf } from './steps.ts'

const seen = (text: string) => rowsOf(text)?.map(({ action, expected }) => [action, expected])

describe('rows from a spreadsheet', () => {
  it('are action and expected', () => {
    expect(seen('Open the cart\tIt shows\r\nPay\t\r\n')).toEqual([
      ['Open the cart', 'It shows'],
      ['Pay', ''],
    ])
  })
  it('keep breaks and quotes inside a cell', () => {
    expect(seen('"Open\nthe ""cart"""\tIt shows\nSay "hi"\tHi')).toEqual([
      ['Open\nthe "cart"', 'It shows'],
      ['Say "hi"', 'Hi'],
    ])
  })
  it('lose the column of their numbers, and no other', () => {
    expect(seen('1\tOpen\tIt opens\n2\tPay\tPaid')).toEqual([
      ['Open', 'It opens'],
      ['Pay', 'Paid'],
    ])
    expect(seen('Open\tIt opens\tat once')).toEqual([['Open', 'It opens\nat once']])
  })
  it('lose their heading', () => {
    const rows = [['Open', 'It opens']]
    expect(seen('Action\tExpected result\nOpen\tIt opens')).toEqual(rows)
    expect(seen('#\tTest step\tEXPECTED\n1\tOpen\tIt opens')).toEqual(rows)
    expect(seen('Action\tExpected money\nOpen\tIt opens')).toHaveLength(2)
  })
  it('are not made of other text', () => expect(seen('one line\nand another')).toBeUndefined())
})

const [a, b, c] = [newStep('a'), newStep('b'), newStep('c')]

it('pastes into a blank step, and after one that says something', () => {
  const rows = [newStep('x'), newStep('y')]
  const actions = (steps: readonly { action: string }[]) => steps.map((step) => step.action).join('')
  expect(actions(pasted([a, b], 0, rows))).toBe('axyb')
  expect(actions(pasted([a, newStep(), b], 1, rows))).toBe('axyb')
})

it('moves within its bounds', () => {
  expect(moved([a, b, c], 0, 2)).toEqual([b, c, a])
  expect(moved([a, b, c], 2, 3)).toEqual([a, b, c])
})
