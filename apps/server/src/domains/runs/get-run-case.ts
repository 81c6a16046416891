import type { Document } from '@testplanit/api/common/text'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { RunCase } from '@testplanit/api/domains/runs/schemas'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { caseColumns } from '../cases/answers.ts'
import { runCase } from './answers.ts'
import { standingFor } from './queries.ts'
import { mustStandOnce } from './rules.ts'

type Row = Case & { runCase: RunCase; flaky: boolean; resultId: string | null; matches: number }

export const getRunCase: Handler<typeof operations.getCase> = async ({ input, db }) => {
  const [row] = await db.execute<Row>(sql`
    select ${caseColumns}, ${runCase} as "runCase", rc.flaky, rc.result_id as "resultId", one.matches
      from ${standingFor(input.runId, input.caseId)} one
      join run_cases rc on rc.id = one.id
      join cases on cases.id = rc.case_id`)
  if (!row) throw notFound('case in this run')
  const { runCase: own, flaky, resultId, matches, ...testCase } = row
  mustStandOnce(matches, 'caseId')
  const { number, title, priority, automationStatus, folderId, estimate, deleted } = testCase
  const listed = { number, title, priority, automationStatus, folderId, estimate, flaky, caseDeleted: deleted }
  return { ...own, ...listed, resultId, testCase: own.parameters ? filledIn(testCase, own.parameters) : testCase }
}

/** A case with the values of a row where its texts name them. */
function filledIn(testCase: Case, values: Record<string, string>): Case {
  const filled = (text: string) =>
    text.replace(/\{\{([^{}]*)\}\}/g, (all, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? all) : all,
    )
  const { description, expectedResult, steps } = testCase
  return {
    ...testCase,
    description:
      typeof description === 'string' ? filled(description) : description && filledDocument(description, filled),
    expectedResult: expectedResult && filled(expectedResult),
    steps: steps.map(({ action, expected, ...step }) => {
      return { ...step, action: filled(action), expected: expected && filled(expected) }
    }),
  }
}

interface Node {
  type: string
  text?: string
  content?: Node[]
}

/** What people read in a document, not its addresses. A text of which nothing is left goes: documents hold none. */
function filledDocument(document: Document, filled: (text: string) => string): Document {
  const nodesOf = (node: Node): Node[] => {
    if (node.text === undefined) return [{ ...node, ...(node.content && { content: node.content.flatMap(nodesOf) }) }]
    const text = filled(node.text)
    return text ? [{ ...node, text }] : []
  }
  return nodesOf(document as Node)[0] as Document
}
