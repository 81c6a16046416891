import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import {
  CreateSession,
  ListedFinding,
  ListedSession,
  ListFindings,
  ListSessionResults,
  ListSessions,
  RecordSessionResult,
  Session,
  SessionResult,
  UpdateSession,
} from './schemas.ts'

export const sessions = {
  list: query({
    path: 'GET /sessions',
    summary: 'List exploratory sessions',
    access: project('sessions', 'read').of('projectId'),
    input: ListSessions,
    output: pageOf(ListedSession),
  }),
  create: command({
    path: 'POST /sessions',
    summary: 'Create a session',
    access: project('sessions', 'write').of('projectId'),
    input: CreateSession,
    output: Session,
    status: 201,
  }),
  get: query({
    path: 'GET /sessions/{sessionId}',
    summary: 'Get a session',
    access: project('sessions', 'read').through('session', 'sessionId'),
    input: z.strictObject({ sessionId: Id }),
    output: Session,
  }),
  update: command({
    path: 'PUT /sessions/{sessionId}',
    summary: 'Change, complete, cancel or reopen a session',
    description: 'A new status takes the right to close sessions.',
    access: project('sessions', 'write').through('session', 'sessionId'),
    input: UpdateSession,
    output: Session,
  }),
  delete: command({
    path: 'DELETE /sessions/{sessionId}',
    summary: 'Delete a session with its results',
    access: project('sessions', 'delete').through('session', 'sessionId'),
    input: z.strictObject({ sessionId: Id }),
    output: Nothing,
    status: 204,
  }),
  recordResult: command({
    path: 'POST /sessions/{sessionId}/results',
    summary: 'Record what was seen in a session: notes, the time it took, findings',
    description: 'A session that is not ACTIVE takes none (409).',
    access: project('sessions', 'write').through('session', 'sessionId'),
    input: RecordSessionResult,
    output: SessionResult,
    status: 201,
  }),
  listResults: query({
    path: 'GET /sessions/{sessionId}/results',
    summary: "A session's results with their findings, newest first",
    access: project('sessions', 'read').through('session', 'sessionId'),
    input: ListSessionResults,
    output: pageOf(SessionResult),
  }),
  listFindings: query({
    path: 'GET /sessions/{sessionId}/findings',
    summary: "A session's findings, newest first",
    access: project('sessions', 'read').through('session', 'sessionId'),
    input: ListFindings,
    output: pageOf(ListedFinding),
  }),
} satisfies Operations
