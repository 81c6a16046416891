/** The repository: folders, the list of cases, the case at the right. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/access.ts'
import { queryClient, trpc } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useFull, useNarrow } from '../../ui/narrow.ts'
import { number } from '../../ui/number.ts'
import { Page } from '../../ui/page.tsx'
import { FolderTree } from '../folders/folder-tree.tsx'
import { pathOf, useFolders } from '../folders/folders.ts'
import { useCaseList } from './case-list.ts'
import { CasePanel } from './case-panel.tsx'
import { CaseTable } from './case-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FilterField } from './filter-field.tsx'
import { NewCase } from './new-case.tsx'
import { BY_NUMBER, filterOf, isFiltered, NEW_CASE, useCasesUrl } from './use-cases-url.ts'
import { whenResting } from './when-resting.ts'

export default function CasesPage() {
  const { projectId, search, go } = useCasesUrl()
  const [showsFolders, setShowsFolders] = useState(false)
  const project = useQuery(trpc.projects.get.queryOptions({ projectId }))
  const folders = useFolders(projectId)
  const folder = folders?.byId.get(search.folder ?? folders.root.id)
  const isGone = folders !== undefined && folder === undefined
  const sort = search.sort ?? BY_NUMBER
  const list = useCaseList(projectId, filterOf(search), sort, isFiltered(search) ? undefined : folder?.caseCount)
  const isFull = useFull()
  const isNarrow = useNarrow()
  const newCase = () => go({ case: NEW_CASE })
  const may = useMay(projectId)
  const mayWrite = may('cases', 'write') && !isGone
  useKeys(mayWrite ? { c: { label: 'New case', hint: 'new case', run: newCase } } : {})

  const place = search.case ? list.placeOf(search.case) : -1
  const step = (by: 1 | -1) => {
    const next = place + by
    if (place < 0 || next < 0 || next >= (list.count ?? 0)) return undefined
    return () =>
      void list.load(next).then((one) => {
        if (one) go({ case: one.id }, true)
      })
  }
  const close = () => go({ case: undefined, tab: undefined })
  const tree = (
    <FolderTree
      projectId={projectId}
      folders={folders}
      chosen={search.folder}
      onChoose={(id) => {
        setShowsFolders(false)
        go({ folder: id })
      }}
      onHover={(id) => {
        const filter = filterOf({ ...search, folder: id === folders?.root.id ? undefined : id })
        const page = { projectId, ...filter, sort, limit: 250, offset: 0 }
        const options = trpc.cases.list.queryOptions(page, { staleTime: 15_000 })
        whenResting(() => void queryClient.prefetchQuery(options))
      }}
    />
  )
  return (
    <Page
      title={search.folder ? (folder?.name ?? (isGone ? 'No such folder' : 'Cases')) : 'All cases'}
      aside={folder && number.format(folder.caseCount)}
      crumbs={[
        <Link key="project" to="/projects/$projectId" params={{ projectId }}>
          {project.data?.name ?? 'Project'}
        </Link>,
        ...(folders && search.folder ? pathOf(folders, search.folder).slice(0, -1) : []).map((above) => (
          <Link
            key={above.id}
            to="/projects/$projectId/cases"
            params={{ projectId }}
            search={(now) => ({ ...now, folder: above.id })}
          >
            {above.name}
          </Link>
        )),
      ]}
      actions={
        <>
          {!isNarrow && (
            <span className="w-50">
              <FilterField />
            </span>
          )}
          {mayWrite && (
            <Button kind="primary" icon={Plus} keys="c" onClick={newCase}>
              New case
            </Button>
          )}
        </>
      }
      fixed
    >
      {isFull && <div className="flex w-61 flex-none flex-col border-r border-line p-2">{tree}</div>}
      <div className="relative flex min-w-0 flex-1 flex-col">
        <FilterBar
          count={list.count}
          isExact={list.isExact}
          total={folder?.caseCount}
          onFolders={() => setShowsFolders(true)}
        />
        <CaseTable
          key={JSON.stringify([search.folder, filterOf(search), sort])}
          list={list}
          onNew={mayWrite ? newCase : undefined}
          isGone={isGone}
        />
      </div>
      {search.case === NEW_CASE && folders && mayWrite && (
        <NewCase
          projectId={projectId}
          folders={folders}
          folderId={search.folder ?? folders.root.id}
          onCreated={(one) => go({ case: one.id })}
          onClose={close}
        />
      )}
      {search.case && search.case !== NEW_CASE && (
        <CasePanel
          caseId={search.case}
          folders={folders}
          place={place >= 0 ? `${number.format(place + 1)} of ${number.format(list.count ?? 0)}` : ''}
          tab={search.tab ?? 'steps'}
          onTab={(tab) => go({ tab: tab === 'steps' ? undefined : tab }, true)}
          onPrevious={step(-1)}
          onNext={step(1)}
          onClose={close}
        />
      )}
      {showsFolders && !isFull && (
        <Dialog title="Choose a folder" onClose={() => setShowsFolders(false)} roomy>
          <div className="flex h-[60dvh] flex-col">{tree}</div>
        </Dialog>
      )}
    </Page>
  )
}
