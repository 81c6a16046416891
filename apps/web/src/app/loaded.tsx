/**
 * page(() => import('./a-page.tsx')), part(() => import('./a-dialog.tsx')): components whose script comes when they are shown.
 * Where it does not come, the rest of the app stays: a page says so in its place and tries again by itself; a part (it has
 * `onClose`) says so and goes. Never by loading the document anew while the server does not answer: that would end the app.
 */
import { type ComponentType, use, useEffect, useState } from 'react'
import { sendEdits } from '../domains/cases/kept-edits.ts'
import { Page } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { Fault } from './fault-state.tsx'
import { useWhenBack } from './when-back.ts'

type Load<P> = () => Promise<{ default: ComponentType<P> }>
interface Missing {
  error: unknown
  /** Resolves to whether it is there now. */
  retry: () => Promise<boolean>
  onClose?: () => void
}

const RELOADED = 'reloaded'
const SOON_MS = 30_000

/** A browser may keep a failed script as failed, and a new version of the app has other scripts: a new document helps, where there is one. */
async function reload() {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
  if (Date.now() - last < SOON_MS) return
  const isBack = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!isBack) return
  // It would cut off what is on its way, and what was written must not wait for somebody to open it again.
  await sendEdits()
  sessionStorage.setItem(RELOADED, `${Date.now()}`)
  location.reload()
}

function loaded<P extends object>(load: Load<P>, Missing: ComponentType<Missing>) {
  let Part: ComponentType<P> | undefined
  let coming: Promise<void> | undefined
  let error: unknown
  const begin = () => {
    coming ??= load()
      .then(
        (module) => {
          Part = module.default
        },
        (failure: unknown) => {
          error = failure
        },
      )
      .finally(() => {
        coming = undefined
      })
    return coming
  }
  function Loaded(props: P) {
    const [, render] = useState(0)
    if (Part) return <Part {...props} />
    if (error === undefined) {
      use(begin())
      return null
    }
    const retry = async () => {
      await begin()
      if (!Part) await reload()
      render((was) => was + 1)
      return Part !== undefined
    }
    return <Missing error={error} retry={retry} {...(props as { onClose?: () => void })} />
  }
  return Object.assign(Loaded, { preload: () => (Part ? undefined : begin()) })
}

export const page = <P extends object>(load: Load<P>) => loaded(load, PageMissing)
export const part = <P extends object>(load: Load<P>) => loaded(load, PartMissing)

function PageMissing({ error, retry }: Missing) {
  useWhenBack(retry)
  return (
    <Page title="Not loaded">
      <Fault title="This page could not be loaded" of={{ error, refetch: retry }} />
    </Page>
  )
}

function PartMissing({ retry, onClose }: Missing) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is asked for
  useEffect(() => {
    void retry().then((isThere) => {
      if (isThere) return
      toast({ status: 'FAILED', text: 'This part of the app could not be loaded: the server does not answer.' })
      onClose?.()
    })
  }, [])
  return null
}
