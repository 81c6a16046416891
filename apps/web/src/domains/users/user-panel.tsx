import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { User } from '@testplanit/api/domains/users/schemas'
import { Trash2, UserCheck, UserX } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import { UserForm } from './user-form.tsx'

interface Props {
  /** undefined: a new one */
  user: User | undefined
  onOpen: (id?: string) => void
}

export function UserPanel({ user, onOpen }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const [deleting, setDeleting] = useState(false)
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.users.pathKey() })
  const onError = (error: unknown) => tellFault('Not done', error)
  const update = useMutation(trpc.users.update.mutationOptions({ onSettled: refresh, onError }))
  const remove = useMutation(
    trpc.users.delete.mutationOptions({
      onSuccess: () => {
        toast({ status: 'PASSED', text: `${user?.name} is deleted` })
        onOpen()
      },
      onSettled: refresh,
      onError,
    }),
  )
  const title = user?.name ?? 'New person'
  const own = user?.id === me.id ? 'This is you' : undefined
  return (
    <Panel label={title} head={user?.email ?? 'A new account'} escInFields onClose={() => onOpen()}>
      <h2>{title}</h2>
      <UserForm
        user={user}
        onSaved={(id) => refresh().then(() => onOpen(id))}
        onFailed={() => void refresh()}
        onBack={() => onOpen(user?.id ?? 'new')}
      />
      {user && (
        <div className="mt-6 flex flex-wrap gap-2 border-t border-line pt-4">
          <Button
            icon={user.active ? UserX : UserCheck}
            busy={update.isPending}
            {...(own ? { off: own } : {})}
            onClick={() => update.mutate({ userId: user.id, active: !user.active })}
          >
            {user.active ? 'Deactivate' : 'Activate'}
          </Button>
          <Button kind="danger" icon={Trash2} {...(own ? { off: own } : {})} onClick={() => setDeleting(true)}>
            Delete
          </Button>
        </div>
      )}
      {deleting && user && (
        <ConfirmDialog
          title={`Delete ${user.name}?`}
          text="Their logins and tokens end at once. What they did stays under their name. To keep the account for later, deactivate it."
          confirm="Delete"
          danger
          busy={remove.isPending}
          onConfirm={() => {
            setDeleting(false)
            remove.mutate({ userId: user.id })
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </Panel>
  )
}
