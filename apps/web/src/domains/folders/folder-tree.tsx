import { FolderInput, FolderPlus, MoreHorizontal, Pencil, Search, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useMay } from '../../app/access.ts'
import { part } from '../../app/loaded.tsx'
import { IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Menu } from '../../ui/menu.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Tree, type TreeNode } from '../../ui/tree.tsx'
import { createFolder, deleteFolder, moveFolder, renameFolder } from './folder-changes.ts'
import type { FolderLine, Folders } from './folders.ts'
import { useOpenFolders } from './open-folders.ts'

const FolderPicker = part(() => import('./folder-picker.tsx'))

interface Props {
  projectId: string
  folders: Folders | undefined
  /** undefined: all cases */
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
  onHover: (id: string) => void
}
type Doing =
  | { what: 'create'; parentId: string; name: string }
  | { what: 'rename'; folder: FolderLine; name: string }
  | { what: 'move' | 'delete'; folder: FolderLine }
  | { what: 'find' }

const DRAGGED = 'application/x-testplanit-folder'
const NEW = 'new'

/** The folders at the side of the list: to choose one, and to make, name, move and delete them. */
export function FolderTree({ projectId, folders, chosen, onChoose, onHover }: Props) {
  const [doing, setDoing] = useState<Doing>()
  const { open, toggle, unfold } = useOpenFolders(projectId, folders, chosen)
  const done = () => setDoing(undefined)
  const at = folders?.byId.get(chosen ?? '')
  const may = useMay(projectId)
  const mayWrite = may('cases', 'write')
  const mayDelete = may('cases', 'delete')
  const act = (what: 'rename' | 'move' | 'delete', folder: FolderLine | undefined) => {
    if (folder?.parentId && (what === 'delete' ? mayDelete : mayWrite)) setDoing({ what, folder, name: folder.name })
  }
  const create = (parentId: string | undefined) => {
    if (!folders || !mayWrite) return
    unfold(parentId ?? folders.root.id)
    setDoing({ what: 'create', parentId: parentId ?? folders.root.id, name: '' })
  }
  useKeys({
    ...(mayWrite && { n: { label: 'New folder', run: () => create(chosen) } }),
    'g f': { label: 'Go to a folder', run: () => setDoing({ what: 'find' }) },
    ...(at?.parentId &&
      mayWrite && {
        f2: { label: 'Rename the folder', run: () => act('rename', at) },
        m: { label: 'Move the folder', run: () => act('move', at) },
      }),
  })
  const onKey = (key: string, id: string) => {
    const does = { f2: 'rename', m: 'move', delete: 'delete' } as const
    if (key === 'n') create(id)
    else if (key in does) act(does[key as keyof typeof does], folders?.byId.get(id))
    else return false
    return true
  }
  const named = async (name: string | undefined) => {
    done()
    if (!doing || !('name' in doing) || !name?.trim()) return
    const text = name.trim()
    if (doing.what === 'create') {
      const made = await createFolder(projectId, doing.parentId, text)
      if (made) onChoose(made.id)
      else setDoing({ ...doing, name: text })
    } else if (text !== doing.folder.name && !(await renameFolder(projectId, doing.folder, text)))
      setDoing({ ...doing, name: text })
  }
  const editId = doing?.what === 'create' ? NEW : doing?.what === 'rename' ? doing.folder.id : undefined
  return (
    <>
      <div className="flex h-9 flex-none items-center pl-2">
        <h2 className="flex-1 text-12 font-medium text-text-3">Folders</h2>
        <IconButton label="Go to a folder" icon={Search} keys="g f" small onClick={() => setDoing({ what: 'find' })} />
        {mayWrite && <IconButton label="New folder" icon={FolderPlus} keys="n" small onClick={() => create(chosen)} />}
        {at?.parentId && (mayWrite || mayDelete) && (
          <Menu
            trigger={<IconButton label={`More of ${at.name}`} icon={MoreHorizontal} small />}
            items={[
              ...(mayWrite
                ? [
                    { label: 'Rename', icon: Pencil, keys: 'f2', onSelect: () => act('rename', at) },
                    { label: 'Move to…', icon: FolderInput, keys: 'm', onSelect: () => act('move', at) },
                  ]
                : []),
              ...(mayWrite && mayDelete ? (['line'] as const) : []),
              ...(mayDelete
                ? [{ label: 'Delete', icon: Trash2, danger: true, onSelect: () => act('delete', at) }]
                : []),
            ]}
          />
        )}
      </div>
      {!folders && (
        <div className="p-2">
          <Skeleton lines={8} />
        </div>
      )}
      {folders && (
        <Tree
          label="Folders"
          nodes={doing?.what === 'create' ? withNew(folders, doing.parentId) : folders.nodes}
          open={open}
          onToggle={toggle}
          current={chosen ?? folders.root.id}
          onSelect={(id) => id !== NEW && onChoose(id === folders.root.id ? undefined : id)}
          onHover={onHover}
          onKey={onKey}
          {...(mayWrite && {
            dragType: DRAGGED,
            onDrop: (id, data) => {
              const folder = folders.byId.get(data.getData(DRAGGED))
              if (folder && folder.id !== id && folder.parentId !== id) void moveFolder(projectId, folder, id)
            },
          })}
          edit={editId && doing && 'name' in doing ? { id: editId, name: doing.name, onDone: named } : undefined}
        />
      )}
      <Suspense>
        {folders && doing?.what === 'find' && (
          <FolderPicker
            label="Go to a folder"
            rootLabel="All cases"
            folders={folders}
            onPick={(id) => onChoose(id === folders.root.id ? undefined : id)}
            onClose={done}
          />
        )}
        {folders && doing?.what === 'move' && (
          <FolderPicker
            label={`Move “${doing.folder.name}” to`}
            rootLabel="The top"
            folders={folders}
            except={doing.folder.id}
            onPick={(id) => id !== doing.folder.parentId && void moveFolder(projectId, doing.folder, id)}
            onClose={done}
          />
        )}
      </Suspense>
      {doing?.what === 'delete' && (
        <ConfirmDialog
          title={`Delete “${doing.folder.name}”?`}
          text={deletedWith(doing.folder)}
          confirm="Delete the folder"
          danger
          onConfirm={() => {
            done()
            if (doing.folder.id === chosen) onChoose(undefined)
            void deleteFolder(projectId, doing.folder)
          }}
          onClose={done}
        />
      )}
    </>
  )
}

const deletedWith = ({ caseCount }: FolderLine) =>
  caseCount === 0
    ? 'No case is in it. The folders beneath it go too.'
    : `The folders beneath it and ${caseCount === 1 ? 'its case' : `the ${caseCount} cases in them`} go too. Cases stay readable in the runs that hold them.`

function withNew(folders: Folders, parentId: string): readonly TreeNode[] {
  const fresh = { id: NEW, label: '', fixed: true }
  const put = (nodes: readonly TreeNode[]): TreeNode[] =>
    nodes.map((node) =>
      node.id === parentId
        ? { ...node, children: [fresh, ...(node.children ?? [])] }
        : node.children
          ? { ...node, children: put(node.children) }
          : node,
    )
  return parentId === folders.root.id ? [...folders.nodes, fresh] : put(folders.nodes)
}
