/** All projects that one may read; in an empty installation, the ways to begin. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Boxes, Plus } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { useMe } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { FilterInput } from '../../ui/filter-input.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CreateProject } from './create-project.tsx'
import { ProjectsTable } from './projects-table.tsx'
import { WaysToBegin } from './ways-to-begin.tsx'

export default function ProjectsPage() {
  const navigate = useNavigate({ from: '/' })
  const { q, new: making } = useSearch({ from: '/inside/office/' })
  const me = useMe()
  const mayCreate = me.systemAccess === 'ADMIN' || me.systemAccess === 'PROJECTADMIN'
  const list = usePages(pagesOf(trpc.projects.list, q ? { search: q } : {}))
  const make = (kind?: 'project' | 'import') =>
    void navigate({ search: (old) => ({ ...old, new: kind }), replace: kind === undefined })
  useKeys(mayCreate ? { n: { label: 'New project', hint: 'new project', run: () => make('project') } } : {})
  const isEmpty = !q && !list.loading && !list.error && !list.isBefore && list.rows.length === 0
  return (
    <Page
      title="Projects"
      fixed={!isEmpty}
      {...(!isEmpty && !list.loading && { aside: list.count })}
      actions={
        !isEmpty && (
          <>
            <FilterInput
              value={q ?? ''}
              onChange={(value) =>
                void navigate({ search: (old) => ({ ...old, q: value || undefined }), replace: true })
              }
            />
            {mayCreate && (
              <Button kind="primary" icon={Plus} keys="n" onClick={() => make('project')}>
                New project
              </Button>
            )}
          </>
        )
      }
    >
      {list.error ? (
        <Fault title="The projects did not arrive" of={list} />
      ) : isEmpty && mayCreate ? (
        <WaysToBegin onMake={make} />
      ) : isEmpty ? (
        <EmptyState
          icon={Boxes}
          title="No project for you yet"
          text="Whoever runs a project can make you one of its members; it stands here then."
        />
      ) : (
        <ProjectsTable {...list} q={q} onClear={() => void navigate({ search: {} })} />
      )}
      {making && mayCreate && <CreateProject forImport={making === 'import'} onClose={() => make()} />}
    </Page>
  )
}
