/**
 * The edit of one case: what the server has, with what was written since. It saves at pauses and when a field is left,
 * one request at a time, each with the version it was written on; what is not yet sent is kept in the browser. It lives
 * on when its panel closes, until everything is saved.
 */
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { client } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'
import { type CaseFields, changesOf, faultsAt, fieldsOf, gapsIn, readySteps, type Written } from './case-fields.ts'
import { dropEdit, keepEdit, keptEdit, leaveToEditors, recountEdits } from './kept-edits.ts'
import { rereadCases, showCase, showInLists } from './show-case.ts'

const PAUSE_MS = 800
const RETRY_MS = 5000

/** offered: kept from before a reload; unreachable: tried again by itself; refused: told, and tried at the next change. */
export type EditState = 'saved' | 'typed' | 'saving' | 'offered' | 'conflict' | 'unreachable' | 'refused'

export interface CaseEdit {
  saved: Case
  fields: CaseFields
  written: Written
  state: EditState
  errors: Readonly<Record<string, string>>
  /** Why it is not saved. */
  message: string
  /** In a conflict: the case as somebody else left it. */
  theirs: Case | undefined
}

const editors = new Map<string, CaseEditor>()
export const editorOf = (one: Case) => editors.get(one.id) ?? new CaseEditor(one)
leaveToEditors({
  isInHand: (caseId) => editors.get(caseId)?.isInHand() ?? false,
  send: async () => {
    await Promise.all([...editors.values()].filter((editor) => editor.canSend()).map((editor) => editor.save()))
  },
})
addEventListener('online', () => {
  for (const editor of editors.values()) if (editor.read().state === 'unreachable') void editor.save()
})

export class CaseEditor {
  #edit: CaseEdit
  #written: Written = {}
  readonly #keys = new Map<string, string>()
  readonly #listeners = new Set<() => void>()
  /** It did not reach the server when it was sent. */
  #isLate = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending: Promise<void> | undefined

  constructor(saved: Case) {
    this.#edit = {
      saved,
      fields: fieldsOf(saved),
      written: {},
      state: 'saved',
      errors: {},
      message: '',
      theirs: undefined,
    }
    const kept = keptEdit(saved.id)
    if (!kept) return
    this.#written = kept.written
    const isOld = kept.version !== saved.version
    if (this.#isDone()) this.#written = {}
    else this.#show(isOld ? { state: 'conflict', theirs: saved } : { state: 'offered' })
  }

  readonly read = () => this.#edit

  /** On the screen, or on its way for the first time. */
  readonly isInHand = () => {
    const { state } = this.#edit
    return this.#listeners.size > 0 || state === 'typed' || (state === 'saving' && !this.#isLate)
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    editors.set(this.#edit.saved.id, this)
    recountEdits()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      if (this.#edit.state === 'typed') void this.save()
      this.#forget()
      recountEdits()
    }
  }

  /** Something was written. */
  readonly change = (written: Written) => {
    this.#written = { ...this.#written, ...written }
    const { state, saved } = this.#edit
    if (this.#isDone()) dropEdit(saved.id)
    else keepEdit(saved, this.#written)
    const waits = state === 'saving' || state === 'conflict' || state === 'unreachable'
    this.#show({ state: waits ? state : 'typed' })
    if (!waits) this.#saveIn(PAUSE_MS)
  }

  /** A newer case was read: it counts where nothing was written. */
  readonly arrived = (one: Case) => {
    const { saved, state } = this.#edit
    if (state !== 'saved' || one.version <= saved.version) return
    this.#written = {}
    this.#show({ saved: one })
  }

  /** A field was left: what was written goes out now. */
  readonly leave = () => {
    if (this.#edit.state === 'typed') void this.save()
  }

  /** Something was written, and nobody is asked first. */
  readonly canSend = () => ['typed', 'saving', 'unreachable'].includes(this.#edit.state)

  readonly save = (): Promise<void> => {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  async #send() {
    clearTimeout(this.#timer)
    const { saved, state } = this.#edit
    if (state === 'conflict') return
    const changes = changesOf(this.#written, saved)
    if (Object.keys(changes).length === 0) return this.#settle()
    const sent = this.#written
    this.#show({ state: 'saving' })
    const { steps: _, ...seen } = changes
    showInLists({ ...saved, ...seen })
    try {
      const input = { caseId: saved.id, expectedVersion: saved.version, ...changes }
      const now = await client.cases.update.mutate(input)
      for (const [index, step] of readySteps(sent.steps ?? []).entries())
        if (now.steps[index]) this.#keys.set(now.steps[index].id, step.key)
      showCase(now)
      if (changes.folderId || changes.tags) rereadCases(saved.projectId)
      this.#adopt(now, sent)
    } catch (error) {
      showInLists(saved)
      await this.#failed(error)
    }
  }

  /** Gives up what was written; in a conflict, for what somebody else wrote. */
  readonly takeTheirs = () => {
    const saved = this.#edit.theirs ?? this.#edit.saved
    this.#written = {}
    dropEdit(saved.id)
    this.#show({ saved, state: 'saved', theirs: undefined })
    showCase(saved)
  }

  /** Saves what was written over what somebody else wrote. */
  readonly keepMine = () => {
    const saved = this.#edit.theirs ?? this.#edit.saved
    this.#show({ saved, state: 'typed', theirs: undefined })
    void this.save()
  }

  /** The case as it was answered, under what was written while it was away. */
  #adopt(saved: Case, sent: Written) {
    this.#isLate = false
    const { steps, ...plain } = this.#written
    const later = Object.entries(plain).filter(([name, value]) => value !== sent[name as keyof Written])
    const ids = new Map([...this.#keys].map(([id, key]) => [key, id]))
    const known = steps?.map((step) => ({ ...step, id: step.id ?? ids.get(step.key) }))
    this.#written = { ...Object.fromEntries(later), ...(known && { steps: known }) }
    this.#show({ saved })
    if (Object.keys(changesOf(this.#written, saved)).length === 0) return this.#settle()
    keepEdit(saved, this.#written)
    this.#show({ state: 'typed' })
    this.#saveIn(PAUSE_MS)
  }

  /** Nothing more can be sent: all is saved, or something has a gap. Blank steps stay on the screen. */
  #settle() {
    const isDone = this.#isDone()
    if (isDone) {
      const { steps } = this.#written
      this.#written = steps && readySteps(steps).length < steps.length ? { steps } : {}
      dropEdit(this.#edit.saved.id)
    }
    this.#show({ state: isDone ? 'saved' : 'refused', message: 'Something is missing.' })
    this.#forget()
  }

  async #failed(error: unknown) {
    const fault = faultOf(error)
    const { message } = fault
    const text = `Not saved: ${message}`
    if (fault.code === 'CONFLICT') {
      try {
        const theirs = await client.cases.get.query({ caseId: this.#edit.saved.id })
        this.#show({ state: 'conflict', theirs, message: 'Not saved: somebody changed this case.' })
        if (this.#listeners.size === 0)
          toast({ status: 'FAILED', text: `Not saved: somebody changed “${theirs.title}”. Open it to compare.` })
      } catch (again) {
        await this.#failed(again)
      }
    } else if (fault.passing) {
      this.#isLate = true
      this.#show({ state: 'unreachable', message: text })
      this.#saveIn(RETRY_MS)
    } else {
      if (fault.code === 'BROKEN') reportError(error)
      this.#show({ state: 'refused', message: text })
      this.#show({ errors: faultsAt(fault.fields, this.#edit.fields.steps) })
      if (this.#listeners.size === 0) toast({ status: 'FAILED', text })
    }
  }

  #isDone() {
    const { saved } = this.#edit
    return Object.keys(changesOf(this.#written, saved)).length + Object.keys(gapsIn(this.#written)).length === 0
  }

  #saveIn(ms: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), ms)
  }

  #forget() {
    const { state, saved } = this.#edit
    if (this.#listeners.size === 0 && (state === 'saved' || state === 'offered')) editors.delete(saved.id)
  }

  #show(change: Partial<CaseEdit>) {
    const next = { ...this.#edit, ...change }
    const fields = { ...fieldsOf(next.saved, this.#keys), ...this.#written }
    this.#edit = { ...next, fields, written: this.#written, errors: { ...gapsIn(this.#written), ...change.errors } }
    for (const listener of this.#listeners) listener()
    if (this.#listeners.size === 0) recountEdits()
  }
}
