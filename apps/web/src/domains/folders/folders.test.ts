import { describe, expect, it } from 'vitest'
import { counted, type FolderLine, foldersOf, pathText } from './folders.ts'

const line = (id: string, parentId: string | null, caseCount: number): FolderLine => ({
  id,
  parentId,
  name: id.toUpperCase(),
  order: 0,
  caseCount,
})
const lines = [line('root', null, 9), line('a', 'root', 5), line('b', 'root', 4), line('aa', 'a', 3)]

describe('the folders', () => {
  it('stand beneath "All cases"', () => {
    const folders = foldersOf(lines)
    expect(folders?.nodes.map((node) => [node.label, node.count])).toEqual([
      ['All cases', 9],
      ['A', 5],
      ['B', 4],
    ])
    expect(folders?.nodes[1]?.children?.map((node) => node.label)).toEqual(['AA'])
    expect(folders && pathText(folders, 'aa')).toBe('A / AA')
  })

  it('count a case in each folder above it', () => {
    expect(counted(lines, 'aa', 1).map((one) => one.caseCount)).toEqual([10, 6, 4, 4])
  })
})
