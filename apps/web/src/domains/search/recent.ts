export interface Found {
  type: 'projects' | 'test_runs' | 'repository_cases'
  id: string
  projectId: string
  projectName: string
  title: string
  number: number | null
}

const KEY = 'recent finds'
const KEPT = 6

/** What this browser's reader opened from the palette last, newest first. */
export const recentFinds = (): Found[] => JSON.parse(localStorage.getItem(KEY) ?? '[]') as Found[]

export function rememberFind(found: Found) {
  const others = recentFinds().filter(({ id }) => id !== found.id)
  localStorage.setItem(KEY, JSON.stringify([found, ...others].slice(0, KEPT)))
}
