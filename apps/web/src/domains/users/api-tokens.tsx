import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiToken as ApiTokenSchema } from '@testplanit/api/domains/auth/schemas'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type * as z from 'zod/mini'
import { trpc } from '../../app/api.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Tag } from '../../ui/chip.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { CreateToken } from './create-token.tsx'

type ApiToken = z.infer<typeof ApiTokenSchema>

/** To be pasted into a shell: the second line says whose token it is. */
const linesOf = (token: string) =>
  `export TESTPLANIT_TOKEN=${token}
curl -sS -H "Authorization: Bearer $TESTPLANIT_TOKEN" ${location.origin}/api/auth/session`

/** Tokens for CI. A new one is shown once, until the page is left. */
export function ApiTokens() {
  const queries = useQueryClient()
  const tokens = useQuery(trpc.auth.listApiTokens.queryOptions({ limit: 250 }))
  const [isCreating, setCreating] = useState(false)
  const [fresh, setFresh] = useState<string>()
  const [ending, setEnding] = useState<ApiToken>()
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.auth.listApiTokens.queryKey() })
  const end = useMutation(
    trpc.auth.deleteApiToken.mutationOptions({
      onSuccess: refresh,
      onError: (error) => tellFault('The token still works', error),
    }),
  )
  const rows = tokens.data?.data ?? []
  return (
    <Section
      title="API tokens"
      text="for your CI: they may do what you may"
      aside={
        <Button size="small" icon={Plus} onClick={() => setCreating(true)}>
          New token
        </Button>
      }
    >
      {fresh && (
        <div className="mb-4 grid gap-2">
          <p className="text-text-2">
            Copy it now: it is shown this once. Give it to your pipeline as the secret{' '}
            <code className="mono">TESTPLANIT_TOKEN</code>; the command that sends results, on a project’s Imports page,
            reads it from there.
          </p>
          <CodeBlock label="The new token" code={linesOf(fresh)} />
        </div>
      )}
      <ul className="border-t border-line">
        {rows.map((token) => (
          <li key={token.id} className="flex min-h-11 items-center gap-3 border-b border-line wide:min-h-8">
            <span className="cut flex-1">{token.name}</span>
            {token.readOnly && <Tag>reads only</Tag>}
            <span className="hidden text-12 text-text-3 wide:inline">
              {token.lastUsedAt ? (
                <>
                  used <Time at={token.lastUsedAt} />
                </>
              ) : (
                'never used'
              )}
            </span>
            <span className="text-12 text-text-3">
              {token.expiresAt ? (
                <>
                  until <Time at={token.expiresAt} days />
                </>
              ) : (
                'no end'
              )}
            </span>
            <IconButton small label={`End the token ${token.name}`} icon={Trash2} onClick={() => setEnding(token)} />
          </li>
        ))}
        {tokens.isSuccess && rows.length === 0 && (
          <li className="border-b border-line py-2 text-text-2">
            None yet. A pipeline that sends results needs one, as the secret{' '}
            <code className="mono">TESTPLANIT_TOKEN</code>.
          </li>
        )}
      </ul>
      {isCreating && (
        <CreateToken
          onCreated={(token) => {
            setFresh(token)
            setCreating(false)
            void refresh()
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {ending && (
        <ConfirmDialog
          title={`End the token ${ending.name}?`}
          text="Whatever uses it is refused from now on."
          confirm="End the token"
          danger
          onConfirm={() => {
            end.mutate({ apiTokenId: ending.id })
            setEnding(undefined)
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  )
}
