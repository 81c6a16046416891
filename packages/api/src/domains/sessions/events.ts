import type { Session } from './schemas.ts'

export interface SessionEvents {
  'session.completed': Pick<Session, 'id' | 'projectId' | 'name' | 'status' | 'completedAt'>
}
