import type { AppRouter } from '@testplanit/api/router'
import type { TRPCLink } from '@trpc/client'
import { observable, type Unsubscribable } from '@trpc/server/observable'
import { faultOf } from './fault.ts'
import { askForLogin } from './login-again.ts'

/** Calls that are about logging in itself: their 401 is an answer. */
const own = new Set(['auth.session', 'auth.login', 'auth.logout', 'auth.setup', 'auth.setupState'])

/** Any other call that meets an ended login waits for a new one, and is made again: nothing on the page is lost. */
export const reviveLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let call: Unsubscribable | undefined
      let isOver = false
      const run = () => {
        if (isOver) return
        call = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (faultOf(error).code !== 'UNAUTHORIZED' || own.has(op.path)) observer.error(error)
            else askForLogin().then(run, () => observer.error(error))
          },
        })
      }
      run()
      return () => {
        isOver = true
        call?.unsubscribe()
      }
    })
