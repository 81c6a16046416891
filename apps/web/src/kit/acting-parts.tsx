import { Copy, FolderInput, MoreHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { CodeBlock } from '../ui/code-block.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { DropZone } from '../ui/drop-zone.tsx'
import { Field, Input } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import Palette, { matchWords } from '../ui/palette.tsx'
import { Priority } from '../ui/priority.tsx'
import { toast } from '../ui/toast.tsx'
import { Part, Row } from './part.tsx'

/** The parts that open, float, drop and copy. */
export function ActingParts() {
  return (
    <>
      <Part title="What opens">
        <Row>
          <Asking />
          <Writing />
          <Finding />
          <Menu
            trigger={<IconButton label="More of this" icon={MoreHorizontal} />}
            items={[
              { head: 'With 5 cases' },
              {
                label: 'Move',
                icon: FolderInput,
                keys: 'm',
                onSelect: () => toast({ status: 'PASSED', text: '5 cases moved to Wallets' }),
              },
              { label: 'Copy', icon: Copy, checked: true, onSelect: () => {} },
              'line',
              { label: 'Delete', icon: Trash2, danger: true, onSelect: () => {} },
            ]}
          />
        </Row>
      </Part>
      <Part title="Drop">
        <DropZone
          title="Drop result files here"
          text="one or more"
          small="JUnit. The format is seen from the content."
          accept=".xml"
          onFiles={(files) => toast({ text: `${files.length} files: ${files.map((file) => file.name).join(', ')}` })}
        />
      </Part>
      <Part title="Code">
        <Commands />
      </Part>
    </>
  )
}

function Asking() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Dialog</Button>
      {open && (
        <ConfirmDialog
          danger
          title="Delete 5 cases?"
          text="They leave the folders and every new run. Runs that hold them keep them. An administrator can bring them back."
          confirm="Delete 5 cases"
          onConfirm={() => {
            close()
            toast({ status: 'PASSED', text: '5 cases deleted', action: { label: 'Undo', keys: 'z', run: () => {} } })
          }}
          onClose={close}
        />
      )}
    </>
  )
}

function Writing() {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Form</Button>
      {open && (
        <FormDialog
          title="New folder"
          submit="Create folder"
          off={name ? undefined : 'It needs a name'}
          foot="beneath Checkout"
          onSubmit={() => {
            close()
            toast({ status: 'PASSED', text: `${name} is there` })
          }}
          onClose={close}
        >
          <Field label="Name">
            <Input data-autofocus value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        </FormDialog>
      )}
    </>
  )
}

const cases = [
  'Card payment with a 3-D Secure challenge',
  'Frictionless 3-D Secure skips the challenge',
  'Removing a saved card asks for confirmation',
]

function Finding() {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('3-D sec')
  const found = cases.map((title, index) => ({
    id: `C${1042 + index}`,
    label: title,
    meta: `C${1042 + index} · Checkout / Payment`,
    icon: <Priority level={index === 0 ? 'CRITICAL' : 'HIGH'} />,
    onRun: () => toast({ text: title }),
  }))
  const groups = [
    { label: 'Cases', items: found },
    {
      label: 'Do',
      items: [
        {
          id: 'copy',
          label: 'Copy the link to 3-D Secure',
          icon: <Copy className="i" />,
          keys: 'mod+l',
          onRun: () => {},
        },
      ],
    },
  ].map((group) => ({ ...group, items: group.items.filter((item) => matchWords(item.label, query)) }))
  return (
    <>
      <Button onClick={() => setOpen(true)}>Palette</Button>
      {open && <Palette query={query} onQuery={setQuery} groups={groups} onClose={() => setOpen(false)} />}
    </>
  )
}

const commands = {
  shell:
    'curl -sS --fail-with-body \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -F file=@results/junit.xml \\\n  https://tests.example/api/results/import',
  gitlab:
    'script:\n  - npm test\nafter_script:\n  - curl -sS -F file=@junit.xml https://tests.example/api/results/import',
}

function Commands() {
  const [tab, setTab] = useState<keyof typeof commands>('shell')
  return (
    <CodeBlock
      label="The command for your CI"
      code={commands[tab]}
      tab={tab}
      tabs={[
        { id: 'shell', label: 'Shell' },
        { id: 'gitlab', label: 'GitLab CI' },
      ]}
      onTab={(id) => setTab(id as keyof typeof commands)}
    />
  )
}
