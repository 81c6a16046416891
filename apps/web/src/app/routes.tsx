/** All addresses. Pages load when opened; hovering a link begins to. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { UiRoot } from '../ui/ui-root.tsx'
import { faultOf } from './fault.ts'

const root = createRootRoute({
  component: () => (
    <UiRoot>
      <Outlet />
    </UiRoot>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => {
    const { message, requestId } = faultOf(error)
    return <ErrorState title="This page did not arrive" text={message} requestId={requestId} onRetry={reset} />
  },
})

function NotFound() {
  return (
    <main className="grid h-full place-content-center">
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

/** The kit's own pages: never in what is shipped. */
const kit =
  import.meta.env.MODE === 'production'
    ? []
    : [
        createRoute({
          getParentRoute: () => root,
          path: '/kit',
          component: lazyRouteComponent(() => import('../kit/kit-page.tsx')),
        }),
        createRoute({
          getParentRoute: () => root,
          path: '/kit/shell',
          component: lazyRouteComponent(() => import('../kit/shell-page.tsx')),
        }),
      ]

export const router = createRouter({
  routeTree: root.addChildren(kit),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
