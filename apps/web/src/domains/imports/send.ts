/**
 * Sends result files as one multipart request, telling how far it is; the promise is refused with an ImportFault.
 * Where the login has ended it waits for a new one, and begins again.
 */
import type { ErrorBody } from '@testplanit/api/errors'
import { askForLogin } from '../../app/login-again.ts'
import type { ImportOrder } from './jobs.ts'
import type { ImportSummary } from './summary.ts'

export interface ImportFault {
  title: string
  text: string
  /** By field, from the API's own details. */
  issues: readonly { field: string; message: string }[]
  requestId: string | undefined
}

interface Listeners {
  onSent: (bytes: number) => void
  onReceived: () => void
}

export function send(key: string, order: ImportOrder, { onSent, onReceived }: Listeners) {
  let isCancelled = false
  let request = new XMLHttpRequest()
  const promise = new Promise<ImportSummary>((resolve, reject) => {
    const begin = () => {
      if (isCancelled) return
      request = new XMLHttpRequest()
      const { upload } = request
      request.open('POST', '/api/junit/import')
      request.setRequestHeader('Idempotency-Key', key)
      upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
      upload.addEventListener('load', onReceived)
      request.addEventListener('load', ended)
      request.addEventListener('error', () => reject(unreachable))
      request.send(formOf(order))
    }
    const ended = () => {
      const { status, responseText } = request
      if (status === 200 || status === 201) return resolve(JSON.parse(responseText) as ImportSummary)
      const fault = faultIn(request)
      if (status !== 401) return reject(fault)
      onSent(0)
      askForLogin().then(begin, () => reject(fault))
    }
    begin()
  })
  const cancel = () => {
    isCancelled = true
    request.abort()
  }
  return { promise, cancel }
}

/** Fields stand before files, so that the server knows early where they go. */
function formOf({ projectId, into, createTestCases, files }: ImportOrder): FormData {
  const form = new FormData()
  if ('testRunId' in into) form.append('testRunId', into.testRunId)
  else {
    form.append('projectId', projectId)
    form.append('runName', into.runName)
  }
  form.append('createTestCases', `${createTestCases}`)
  for (const file of files) form.append('file', file, file.name)
  return form
}

const unreachable: ImportFault = {
  title: 'The server did not answer',
  text: 'The files are still here. Try again when it answers: what arrived already is not counted twice.',
  issues: [],
  requestId: undefined,
}

const kindly: Partial<Record<ErrorBody['error']['code'], { title: string; text: string }>> = {
  PAYLOAD_TOO_LARGE: {
    title: 'The files are larger than this installation takes',
    text: 'Send them in smaller parts into the same run, or ask the administrator to raise MAX_IMPORT_MB.',
  },
  VALIDATION_ERROR: {
    title: 'The files could not be imported',
    text: 'Nothing was imported. Mend what stands below and send them again.',
  },
  CONFLICT: {
    title: 'The run takes no results',
    text: 'It was completed or changed meanwhile. Reopen it, or choose another run, and send the files again.',
  },
  FORBIDDEN: {
    title: 'You may not import results here',
    text: 'Ask an administrator of the project for a role that imports.',
  },
  UNAUTHORIZED: { title: 'Your login has ended', text: 'The files are still here: try again, and log in.' },
  RATE_LIMITED: { title: 'Too many requests just now', text: 'Wait a minute, then try again.' },
}

function faultIn(request: XMLHttpRequest): ImportFault {
  const requestId = request.getResponseHeader('x-request-id') ?? undefined
  const error = errorIn(request.responseText)
  if (!error) return { ...unreachable, title: `The server answered ${request.status}`, requestId }
  const { title, text } = kindly[error.code] ?? { title: 'The import failed', text: 'Nothing was imported. Try again.' }
  const issues = error.issues ?? [{ field: '', message: error.message }]
  return { title, text, issues, requestId }
}

/** A proxy before the server may answer with a page of its own. */
function errorIn(text: string): ErrorBody['error'] | undefined {
  try {
    return (JSON.parse(text) as Partial<ErrorBody>).error
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
