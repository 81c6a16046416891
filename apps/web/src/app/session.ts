/** Who is logged in, and who may come in. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ParsedLocation, redirect } from '@tanstack/react-router'
import { queryClient, trpc } from './api.ts'
import { faultOf } from './fault.ts'

const session = () => trpc.auth.session.queryOptions({}, { staleTime: 60_000, retry: false })

/** Lets those in who are logged in; sends strangers to the login, which brings them back, or to the set-up. */
export async function admit({ location }: { location: ParsedLocation }): Promise<void> {
  try {
    await queryClient.ensureQueryData(session())
  } catch (error) {
    if (faultOf(error).code !== 'UNAUTHORIZED') throw error
    const { needed } = await queryClient.fetchQuery(trpc.auth.setupState.queryOptions({}))
    throw needed ? redirect({ to: '/setup' }) : redirect({ to: '/login', search: { next: location.href } })
  }
}

/** The user who is logged in; for pages behind `admit`. */
export const useMe = () => useSuspenseQuery(session()).data.user

/** The id of the user who is logged in, outside of components; undefined for strangers. */
export const myId = () => queryClient.getQueryData(session().queryKey)?.user.id

/** After a login, a logout, a set-up: nothing of what was read before counts any more. */
export const forgetSession = () => queryClient.clear()
