import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openVault } from './vault.ts'

const vault = openVault('a secret of thirty-two characters')

test('what is sealed is opened again, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(vault.open(vault.seal(text))).toBe(text)
    }),
  )
})

test('what is sealed says nothing, and never the same', () => {
  const [one, two] = [vault.seal('hunter2 hunter2'), vault.seal('hunter2 hunter2')]
  expect(one).not.toBe(two)
  for (const encoding of ['utf8', 'latin1'] as const)
    expect(Buffer.from(one.slice(2), 'base64url').toString(encoding)).not.toContain('hunter2')
})

test('a vault of the same secret opens it, one of another does not', () => {
  const sealed = vault.seal('hunter2')
  expect(openVault('a secret of thirty-two characters').open(sealed)).toBe('hunter2')
  expect(() => openVault('another secret of 32 characters.').open(sealed)).toThrow('APP_SECRET')
})

test('what was changed anywhere, cut or made up is not opened', () => {
  const sealed = vault.seal('hunter2')
  const bytes = Buffer.from(sealed.slice(2), 'base64url')
  for (const [i, byte] of bytes.entries()) {
    const changed = Buffer.from(bytes)
    changed[i] = byte ^ 1
    expect(() => vault.open(`1.${changed.toString('base64url')}`)).toThrow('cannot be opened')
  }
  for (let length = 0; length < bytes.length; length++)
    expect(() => vault.open(`1.${bytes.subarray(0, length).toString('base64url')}`)).toThrow('cannot be opened')
  for (const made of ['', '1.', 'hunter2', sealed.replace('1.', '2.')])
    expect(() => vault.open(made)).toThrow('cannot be opened')
})
