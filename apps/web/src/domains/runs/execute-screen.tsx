/**
 * One case being executed. P F B S give its result and go on; a number chooses a step, then P F B S mark it and choose
 * the next; Enter confirms what the steps say; mod+Enter passes the steps that are unmarked and confirms; U goes back
 * to what was just recorded, with what was typed, to note more and record it anew; N and Shift+N move without a
 * result; Esc steps back: out of the field, out of the steps, out of the run.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { queryClient, trpc } from '../../app/api.ts'
import { KeysDialog } from '../../ui/hint-line.tsx'
import { useKeys } from '../../ui/keys.ts'
import { resultKeys, results, resultWords } from '../../ui/result-buttons.tsx'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import type { MarkedStep } from '../../ui/step-marks.tsx'
import { toast } from '../../ui/toast.tsx'
import { executeRoute } from './address.ts'
import { ExecuteCase } from './execute-case.tsx'
import { ExecuteFoot } from './execute-foot.tsx'
import { ExecuteHistory } from './execute-history.tsx'
import { ExecuteTop } from './execute-top.tsx'
import { giveResult } from './give-results.ts'
import { givenByKey, useQuietKeys } from './haste.ts'
import { outcomeOf } from './outcome.ts'
import { nextOpen, type useQueue } from './queue.ts'
import { changeDraft, draftOf, forgetDraft, useResultDraft } from './result-draft.ts'
import { startTimer } from './timer.ts'
import type { Run, RunCase } from './types.ts'

interface Props {
  projectId: string
  run: Run
  row: RunCase
  queue: ReturnType<typeof useQueue>
}

export function ExecuteScreen({ projectId, run, row, queue }: Props) {
  const navigate = executeRoute.useNavigate()
  const draft = useResultDraft(row.id)
  const timer = useMemo(() => startTimer(draftOf(row.id).elapsedMs), [row.id])
  const details = useQuery(trpc.cases.get.queryOptions({ caseId: row.repositoryCaseId }, { enabled: !row.caseDeleted }))
  const [chosen, setChosen] = useState<number>()
  const [writing, setWriting] = useState<number>()
  const [allKeys, setAllKeys] = useState(false)
  const steps: MarkedStep[] = (details.data?.steps ?? []).map(({ id, action, expected }) => {
    const { status, note = '' } = draft.steps[id] ?? {}
    return { id, action, expected, status, note }
  })
  const outcome = outcomeOf(steps)
  const isSeen = row.caseDeleted || details.isSuccess
  const isHasty = useQuietKeys(row.id)
  const following = nextOpen(queue.rows, row.id)?.repositoryCaseId
  useEffect(() => {
    // The next case is there when one gets to it.
    if (following) void queryClient.prefetchQuery(trpc.cases.get.queryOptions({ caseId: following }))
  }, [following])
  useEffect(() => scrollTo(0, 0), [])

  const goTo = (id: string | undefined, hash = '') =>
    navigate({
      to: '/projects/$projectId/runs/$runId/execute',
      params: { projectId, runId: run.id },
      search: (was) => ({ ...was, case: id }),
      hash,
      resetScroll: false,
    })
  const leave = () => navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId: run.id } })
  const change = (part: Parameters<typeof changeDraft>[1]) => changeDraft(row.id, { ...part, elapsedMs: timer.ms() })
  const changeStep = (index: number, part: { status?: StepStatus; note?: string }) => {
    const id = steps[index]?.id
    if (id) change({ steps: { ...draftOf(row.id).steps, [id]: { ...draftOf(row.id).steps[id], ...part } } })
  }
  const chooseNext = (index: number) => {
    const next = steps.findIndex((step, at) => at > index && step.status === undefined)
    setChosen(next < 0 ? undefined : next)
  }
  const mark = (index: number, status: StepStatus) => {
    changeStep(index, { status })
    setWriting(status === 'FAILED' || status === 'BLOCKED' ? index : undefined)
    if (chosen !== undefined) chooseNext(index)
  }

  const give = (status: StepStatus) => {
    // Nobody gives a result to what they have not seen yet: a key came before the steps.
    if (!isSeen) {
      if (details.isError) toast({ text: `C${row.number} has no result: its steps could not be read yet.` })
      return
    }
    const next = nextOpen(queue.rows, row.id)
    const sent = draftOf(row.id)
    const stepResults = Object.entries(sent.steps).flatMap(([stepId, { status: marked, note }]) =>
      marked ? [{ stepId, status: marked, ...(note?.trim() ? { notes: note } : {}) }] : [],
    )
    const result = {
      status,
      durationMs: timer.ms(),
      stepResults,
      attachments: [...sent.links],
      ...(sent.notes.trim() ? { notes: sent.notes } : {}),
    }
    const goBack = () => {
      changeDraft(row.id, sent)
      void goTo(row.id, 'notes')
    }
    void giveResult(run.id, row, result, goBack).then((has) => has && forgetDraft(row.id, sent))
    void goTo(next?.id)
  }
  const giveByKey = (status: StepStatus) => {
    if (isSeen) givenByKey()
    give(status)
  }
  const passTheRest = () => {
    for (const [index, step] of steps.entries()) if (!step.status) changeStep(index, { status: 'PASSED' })
    giveByKey(outcomeOf(steps.map(({ status = 'PASSED' }) => ({ status }))) ?? 'PASSED')
  }
  const move = (by: 1 | -1) => void goTo(nextOpen(queue.rows, row.id, by)?.id ?? row.id)
  const back = () => {
    const field = document.activeElement
    setWriting(undefined)
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.blur()
    else if (chosen !== undefined) setChosen(undefined)
    else void leave()
  }
  const numbers = steps
    .slice(0, 9)
    .map((step, index) => [
      `${index + 1}`,
      { label: `Step ${index + 1}: ${step.action.slice(0, 60)}`, run: () => setChosen(index) },
    ])
  useKeys({
    ...Object.fromEntries(
      results.map((status) => [
        resultKeys[status],
        {
          label: `${resultWords[status]} the case, or the step that is chosen`,
          run: () => (chosen === undefined ? giveByKey(status) : mark(chosen, status)),
        },
      ]),
    ),
    ...(outcome && { enter: { label: `Confirm what the steps say`, run: () => giveByKey(outcome) } }),
    'mod+enter': { label: 'Pass the other steps, and confirm', run: passTheRest },
    ...Object.fromEntries(numbers),
    n: { label: 'Next case, without a result', run: () => move(1) },
    'shift+n': { label: 'Previous case', run: () => move(-1) },
    esc: { label: 'Out of the field, the steps, the run', run: back, inFields: true },
    '?': { label: 'All keys', run: () => setAllKeys(true) },
  })

  return (
    <>
      <title>{`C${row.number} ${row.title} · TestPlanIt`}</title>
      <ExecuteTop {...{ run, row, timer }} onLeave={leave} />
      <ExecuteCase
        {...{ projectId, row, steps, draft, chosen, writing, details }}
        onMark={mark}
        onNote={(index, note) => changeStep(index, { note })}
        onChange={change}
      />
      <ExecuteHistory row={row} steps={steps} />
      <ExecuteFoot {...{ steps, chosen, outcome, isHasty }} onGive={give} />
      {allKeys && <KeysDialog onClose={() => setAllKeys(false)} />}
    </>
  )
}
