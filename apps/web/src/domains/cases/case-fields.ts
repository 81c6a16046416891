/** What one writes of a case, and how it becomes what the server takes. */
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { type EditStep, isBlank } from '../../ui/steps.ts'

type Plain = Pick<
  Case,
  | 'title'
  | 'description'
  | 'expectedResult'
  | 'tags'
  | 'automationStatus'
  | 'estimate'
  | 'priority'
  | 'folderId'
  | 'templateId'
>
export type CaseFields = Plain & { steps: readonly EditStep[] }
export type Written = Partial<CaseFields>
type SentStep = { id?: string; action: string; expected: string | null }
/** As the server takes it. */
export type Sent = Partial<Plain> & { steps?: SentStep[] }

/** `keys`: under which key a step stands on the screen, where it is not its id. */
export function fieldsOf(one: Case, keys: ReadonlyMap<string, string> = new Map()): CaseFields {
  const { title, description, expectedResult, tags, automationStatus, estimate, priority, folderId, templateId } = one
  const plain = { title, description, expectedResult, tags, automationStatus, estimate, priority, folderId, templateId }
  const steps = one.steps.map(({ id, action, expected }) => ({
    key: keys.get(id) ?? id,
    id,
    action,
    expected: expected ?? '',
  }))
  return { ...plain, steps }
}

/** Steps that the server would take: they say what to do. */
export const readySteps = (steps: readonly EditStep[]) => steps.filter((step) => step.action.trim() !== '')
export const sentSteps = (steps: readonly EditStep[]): SentStep[] =>
  readySteps(steps).map(({ id, action, expected }) => ({
    ...(id && { id }),
    action,
    expected: expected.trim() === '' ? null : expected,
  }))

/** What of the written differs from the case, and can be sent. */
export function changesOf(written: Written, saved: Case): Sent {
  const { steps, ...plain } = written
  const changes: Sent = {}
  for (const [name, value] of Object.entries(plain)) {
    if (name === 'title' && String(value).trim() === '') continue
    if (JSON.stringify(value) !== JSON.stringify(saved[name as keyof Plain])) Object.assign(changes, { [name]: value })
  }
  const before = saved.steps.map(({ id, action, expected }) => ({ id, action, expected: expected || null }))
  if (steps && JSON.stringify(sentSteps(steps)) !== JSON.stringify(before)) changes.steps = sentSteps(steps)
  return changes
}

/** What cannot be sent yet, by the field. */
export function gapsIn({ title, steps }: Written): Record<string, string> {
  const gaps: Record<string, string> = {}
  if (title !== undefined && title.trim() === '')
    gaps.title = 'A case needs a title. The one before is kept until then.'
  for (const [index, step] of (steps ?? []).entries()) {
    if (step.action.trim() === '' && !isBlank(step)) gaps[`steps.${index}.action`] = 'Say what to do; then it is saved.'
  }
  return gaps
}

/** The server counts the steps that it was sent; the screen shows blank ones too. */
export function faultsAt(fields: Readonly<Record<string, string>>, steps: readonly EditStep[]): Record<string, string> {
  const shown = readySteps(steps).map((step) => steps.indexOf(step))
  return Object.fromEntries(
    Object.entries(fields).map(([field, message]) => [
      field.replace(/^steps\.(\d+)\.\w+/, (_, index) => `steps.${shown[Number(index)] ?? index}.action`),
      message,
    ]),
  )
}
