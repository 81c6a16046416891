import { expect, it } from 'vitest'
import { droppedFiles } from './dropped-files.ts'

const file = (name: string) =>
  ({ name, isFile: true, isDirectory: false, file: (go: (one: File) => void) => go(new File(['x'], name)) }) as never
const folder = (name: string, parts: unknown[][]) => ({
  name,
  isFile: false,
  isDirectory: true,
  createReader: () => {
    const left = [...parts]
    return { readEntries: (go: (some: unknown[]) => void) => go(left.shift() ?? []) }
  },
})
const dropped = (...entries: unknown[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [new File([], 'results')] }) as never

it('reads what is in dropped folders, however deep and however many at a time', async () => {
  const deep = folder('results', [[file('a.xml'), folder('inner', [[file('b.xml')]])], [file('c.xml')]])
  const { files, folders } = await droppedFiles(dropped(file('alone.xml'), deep))
  expect(files.map(({ name }) => name)).toEqual(['alone.xml', 'a.xml', 'b.xml', 'c.xml'])
  expect(folders).toEqual(['results'])
  expect(await droppedFiles(dropped(folder('results', [])))).toEqual({ files: [], folders: ['results'] })
})
