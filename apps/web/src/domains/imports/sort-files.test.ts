import { expect, it } from 'vitest'
import { sortFiles } from './sort-files.ts'

const file = (name: string, text = 'x') => new File([text], name)

it('says of each file that cannot be imported why', () => {
  const { whole, leftOut } = sortFiles([
    file('junit.xml'),
    file('run.trx'),
    file('empty.xml', ''),
    file('all.zip'),
    file('TEST-x'),
  ])
  expect(whole.map(({ name }) => name)).toEqual(['junit.xml', 'TEST-x'])
  expect(leftOut).toEqual([
    { name: 'run.trx', why: 'TRX is not read yet. What is read: JUnit XML.' },
    { name: 'empty.xml', why: 'It is empty: 0 bytes.' },
    { name: 'all.zip', why: 'It is no result file. What is read: JUnit XML.' },
  ])
})

it('takes of a folder what is XML, and says where there is none', () => {
  expect(sortFiles([file('a.xml'), file('shot.png')], ['results'])).toMatchObject({
    whole: [{ name: 'a.xml' }],
    leftOut: [],
  })
  expect(sortFiles([file('shot.png')], ['results'])).toEqual({
    whole: [],
    leftOut: [{ name: 'results/', why: 'There is no XML file in this folder.' }],
  })
})
