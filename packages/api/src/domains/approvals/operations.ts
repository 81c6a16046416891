import { project } from '../../access.ts'
import { command, type Operations } from '../../operation.ts'
import { Case } from '../cases/schemas.ts'
import { Review } from './schemas.ts'

export const approvals = {
  submit: command({
    path: 'POST /repository-cases/{caseId}/submit',
    summary: 'Submit a test case for review',
    description: 'A draft, or once more what was approved.',
    access: project('cases', 'write').through('case', 'caseId'),
    input: Review,
    output: Case,
  }),
  approve: command({
    path: 'POST /repository-cases/{caseId}/approve',
    summary: 'Approve a test case',
    description: `Also a draft that nobody submitted. Where the project requires approval, who changed its content last may
not, but for administrators. A later change of its content makes it a draft again. Send the version that was read as
expectedVersion: what has changed since is then not approved.`,
    access: project('cases', 'close').through('case', 'caseId'),
    input: Review,
    output: Case,
  }),
  reject: command({
    path: 'POST /repository-cases/{caseId}/reject',
    summary: 'Give a test case back as a draft',
    description: 'One that is in review, or was approved; `comment` says what is wrong with it.',
    access: project('cases', 'close').through('case', 'caseId'),
    input: Review,
    output: Case,
  }),
} satisfies Operations
