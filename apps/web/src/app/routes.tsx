/** All addresses. Pages load when opened; hovering a link begins to. */
import { createRootRoute, createRoute, createRouter, type ErrorComponentProps, Outlet } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { Suspense } from 'react'
import * as z from 'zod/mini'
import { CasesSearch } from '../domains/cases/search.ts'
import { ExecuteSearch, RunSearch, RunsSearch } from '../domains/runs/search.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { UiRoot } from '../ui/ui-root.tsx'
import { Fault } from './fault-state.tsx'
import { page, part } from './loaded.tsx'
import { useIsLoginAsked } from './login-again.ts'
import { parseSearch, search, stringifySearch, text } from './search.ts'
import { admit } from './session.ts'
import { Unsent } from './unsent.tsx'

const root = createRootRoute({
  component: () => (
    <UiRoot>
      <Outlet />
    </UiRoot>
  ),
  notFoundComponent: NotFound,
  errorComponent: Broken,
})

function Broken({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Broken">
      <Fault title="This page did not arrive" of={{ error, refetch: reset }} />
    </Page>
  )
}

function NotFound() {
  return (
    <main className="grid h-full place-content-center">
      <title>Nothing at this address · TestPlanIt</title>
      <EmptyState
        icon={FileQuestion}
        title="Nothing at this address"
        text="It was moved or deleted, or you may not see it."
        link={
          <a className="link" href="/">
            To the start
          </a>
        }
      />
    </main>
  )
}

/** Pages that strangers see. */
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: page(() => import('../domains/auth/setup-page.tsx')),
})
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: search({ next: text }),
  component: page(() => import('../domains/auth/login-page.tsx')),
})

/** Everything else is for those who are logged in: others go to the login and come back, or to the set-up. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', beforeLoad: admit, component: Inside })

function Inside() {
  return (
    <>
      <Outlet />
      <Unsent />
      {useIsLoginAsked() && (
        <Suspense>
          <LoginAgain />
        </Suspense>
      )}
    </>
  )
}
const LoginAgain = part(() => import('../domains/auth/login-again.tsx'))

const office = createRoute({
  getParentRoute: () => inside,
  id: 'office',
  component: page(() => import('./office.tsx')),
})
const projects = createRoute({
  getParentRoute: () => office,
  path: '/',
  validateSearch: search({ q: text, new: z.enum(['project', 'import']) }),
  component: page(() => import('../domains/projects/projects-page.tsx')),
})
const users = createRoute({
  getParentRoute: () => office,
  path: '/admin/users',
  validateSearch: search({ q: text, user: text }),
  component: page(() => import('../domains/users/users-page.tsx')),
})
const roles = createRoute({
  getParentRoute: () => office,
  path: '/admin/roles',
  validateSearch: search({ role: text }),
  component: page(() => import('../domains/users/roles-page.tsx')),
})
const profile = createRoute({
  getParentRoute: () => office,
  path: '/profile',
  component: page(() => import('../domains/users/profile-page.tsx')),
})

const project = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId',
  component: page(() => import('./project.tsx')),
})
const overview = createRoute({
  getParentRoute: () => project,
  path: '/',
  validateSearch: search({ days: z.number(), table: z.boolean() }),
  component: page(() => import('../domains/projects/overview-page.tsx')),
})
const cases = createRoute({
  getParentRoute: () => project,
  path: '/cases',
  validateSearch: CasesSearch,
  component: page(() => import('../domains/cases/cases-page.tsx')),
})
const runs = createRoute({
  getParentRoute: () => project,
  path: '/runs',
  validateSearch: RunsSearch,
  component: page(() => import('../domains/runs/runs-page.tsx')),
})
const run = createRoute({
  getParentRoute: () => project,
  path: '/runs/$runId',
  validateSearch: RunSearch,
  component: page(() => import('../domains/runs/run-page.tsx')),
})
const execute = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/runs/$runId/execute',
  validateSearch: ExecuteSearch,
  component: page(() => import('../domains/runs/execute-page.tsx')),
})
const milestones = createRoute({
  getParentRoute: () => project,
  path: '/milestones',
  validateSearch: search({ milestone: text }),
  component: page(() => import('../domains/milestones/milestones-page.tsx')),
})
const imports = createRoute({
  getParentRoute: () => project,
  path: '/imports',
  component: page(() => import('../domains/imports/imports-page.tsx')),
})
const members = createRoute({
  getParentRoute: () => project,
  path: '/members',
  validateSearch: search({ add: z.boolean() }),
  component: page(() => import('../domains/members/members-page.tsx')),
})

/** The kit's own pages: never in what is shipped. */
const kit =
  import.meta.env.MODE === 'production'
    ? []
    : [
        createRoute({
          getParentRoute: () => root,
          path: '/kit',
          component: page(() => import('../kit/kit-page.tsx')),
        }),
        createRoute({
          getParentRoute: () => root,
          path: '/kit/shell',
          component: page(() => import('../kit/shell-page.tsx')),
        }),
      ]

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    login,
    inside.addChildren([
      office.addChildren([projects, users, roles, profile]),
      project.addChildren([overview, cases, runs, run, milestones, imports, members]),
      execute,
    ]),
    ...kit,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // In its own place, so that the frame around it stays.
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
