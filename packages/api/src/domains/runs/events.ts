import type { Run } from './schemas.ts'

export interface RunEvents {
  'test_run.completed': Pick<Run, 'id' | 'projectId' | 'name' | 'status'> & {
    results: { passed: number; failed: number; blocked: number; skipped: number }
  }
}
