import { Link as LinkIcon, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { useKeys } from '../../ui/keys.ts'
import type { ResultDraft } from './result-draft.ts'

interface Props {
  links: ResultDraft['links']
  onChange: (links: ResultDraft['links']) => void
}

/** Links that go with the result: a log, a picture, a ticket. They are kept as addresses, never fetched. */
export function ExecuteLinks({ links, onChange }: Props) {
  const [typed, setTyped] = useState<string>()
  const [fault, setFault] = useState<string>()
  useKeys({ l: { label: 'Add a link', run: () => setTyped('') } })
  const close = () => {
    setTyped(undefined)
    setFault(undefined)
  }
  const add = (event: FormEvent) => {
    event.preventDefault()
    const url = URL.parse((typed ?? '').trim())
    if (!url || !/^https?:$/.test(url.protocol)) return setFault('Give a whole address: https://…')
    onChange([...links, { name: nameOf(url), url: url.href }])
    close()
  }
  return (
    <div className="grid gap-2">
      {links.length > 0 && (
        <ul className="flex flex-wrap gap-x-3 gap-y-1" aria-label="Links">
          {links.map((link, index) => (
            <li key={`${link.url} ${index}`} className="flex items-center gap-1">
              <LinkIcon className="i" />
              <a className="link" href={link.url} target="_blank" rel="noreferrer noopener">
                {link.name}
              </a>
              <IconButton
                label={`Remove ${link.name}`}
                icon={X}
                small
                onClick={() => onChange(links.filter((_, other) => other !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      {typed === undefined ? (
        <span>
          <Button kind="quiet" icon={LinkIcon} keys="l" onClick={() => setTyped('')}>
            Add a link
          </Button>
        </span>
      ) : (
        <form className="flex items-end gap-2" onSubmit={add}>
          <span className="flex-1">
            <Field label="Link" error={fault}>
              <Input
                autoFocus
                value={typed}
                placeholder="https://"
                inputMode="url"
                onChange={(event) => setTyped(event.target.value)}
              />
            </Field>
          </span>
          <Button type="submit" keys="enter">
            Add
          </Button>
          <Button kind="quiet" onClick={close}>
            Cancel
          </Button>
        </form>
      )}
    </div>
  )
}

/** The last part of the path, else the host: at most 255 characters, as a name may have. */
function nameOf(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '')
  return (last ?? url.host).slice(0, 255)
}
