/** The login; afterwards one is where one wanted to go. */
import { useQuery } from '@tanstack/react-query'
import { Navigate, useRouter, useSearch } from '@tanstack/react-router'
import { trpc } from '../../app/api.ts'
import { forgetSession } from '../../app/session.ts'
import { Gate } from './gate.tsx'
import { LoginForm } from './login-form.tsx'

/** An address of this installation, or the start: a link to the login must not lead elsewhere. */
function inside(next = '/'): string {
  const url = URL.canParse(next, location.origin) ? new URL(next, location.origin) : undefined
  return url?.origin === location.origin ? url.pathname + url.search + url.hash : '/'
}

export default function LoginPage() {
  const router = useRouter()
  const { next } = useSearch({ from: '/login' })
  const state = useQuery(trpc.auth.setupState.queryOptions({}))
  if (state.data?.needed) return <Navigate to="/setup" />
  const wanted = inside(next)
  return (
    <Gate
      title="Log in"
      text={wanted === '/' ? 'with the account of this installation' : 'and you are back where you wanted to go'}
    >
      <LoginForm
        size="big"
        onDone={() => {
          forgetSession()
          router.history.push(wanted)
        }}
      />
      <p className="mt-4 text-12 text-text-3">
        No account, or the password forgotten? Whoever runs this installation gives you a new one.
      </p>
    </Gate>
  )
}
