/** Every part of the kit in its states, for the eye and for the browser tests. */
import { Download, Link as LinkIcon, ListFilter, MoreHorizontal, Play, Plus, Trash2, User } from 'lucide-react'
import { useState } from 'react'
import { Avatar, AvatarMachine, AvatarNone, Avatars } from '../ui/avatar.tsx'
import { Bar, Meter, Ring, Strip } from '../ui/bar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Chip, Tag } from '../ui/chip.tsx'
import { Field, Input, Select, Textarea } from '../ui/field.tsx'
import { Keys } from '../ui/kbd.tsx'
import { Priority } from '../ui/priority.tsx'
import { SegmentedResult, type StepStatus } from '../ui/segmented-result.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { type Status, StatusText, statusList } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import { ToastView } from '../ui/toast.tsx'
import { ActingParts } from './acting-parts.tsx'
import { DataParts } from './data-parts.tsx'
import { Part, Row } from './part.tsx'

const nothing = () => {}
const flaky = 'PPPPPFPPPFPPFFPFFFFF'
const steady = 'PPPPPPPPPPPPPBBBSSPP'
const named: Record<string, Status> = { P: 'PASSED', F: 'FAILED', B: 'BLOCKED', S: 'SKIPPED' }
const strip = (letters: string) => [...letters].map((letter) => named[letter] ?? 'NOT_STARTED')

export default function KitPage() {
  return (
    <main className="h-full overflow-auto bg-surface">
      <title>The kit · TestPlanIt</title>
      <h1 className="vh">The kit</h1>
      <div className="grid gap-x-10 gap-y-2 px-4 py-6 wide:grid-cols-2 wide:px-8 full:grid-cols-3">
        <Part title="Buttons: rest, off with a reason, busy">
          <Row>
            <Button kind="primary" icon={Plus} keys="r">
              New run
            </Button>
            <Button kind="primary" busy>
              Saving
            </Button>
          </Row>
          <Row>
            <Button icon={Download}>Export</Button>
            <Button off="Only a test lead may do this">Off</Button>
            <Button busy>Busy</Button>
          </Row>
          <Row>
            <Button kind="quiet" icon={ListFilter} keys="f">
              Quiet
            </Button>
            <Button kind="danger" icon={Trash2}>
              Delete
            </Button>
            <IconButton label="Copy the link" icon={LinkIcon} keys="mod+l" />
            <IconButton label="More" icon={MoreHorizontal} dot />
          </Row>
        </Part>
        <Part title="Fields: empty, hint, error">
          <div className="grid gap-3">
            <Input placeholder="Filter by typing" aria-label="Filter" />
            <Field label="Setup token" aside="once" hint="The server printed it when it started without users.">
              <Input mono defaultValue="tps-7QF4-M2XK-90DA" />
            </Field>
            <Field label="Time limit" error="Needs a whole number from 1 to 86,400.">
              <Input defaultValue="0" />
            </Field>
          </div>
        </Part>
        <Part title="Status: one set everywhere, a shape for each">
          <Row>
            {statusList.map((status) => (
              <StatusText key={status} status={status} />
            ))}
          </Row>
          <Row>
            {(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const).map((level) => (
              <Priority key={level} level={level} named />
            ))}
            <Ring value={62} label="Importing" />
          </Row>
          <Results />
        </Part>
        <Part title="Bar, strip, meter">
          <Bar
            height={12}
            counts={{ PASSED: 148, FAILED: 9, BLOCKED: 4, SKIPPED: 3, IN_PROGRESS: 2, NOT_STARTED: 48 }}
          />
          <div className="my-3 flex gap-2">
            <Strip results={strip(flaky)} />
            <Strip results={strip(steady)} />
          </div>
          <Meter value={62} label="Importing" thick />
          <p className="mt-2 text-12 text-text-3">
            Short passed, tall failed, three quarters blocked, a dash skipped: read without colour.
          </p>
        </Part>
        <Part title="Chips, tags, people, keys">
          <Row>
            <Chip field="State" value="Approved" onEdit={nothing} onRemove={nothing} />
            <Chip field="Assignee" icon={User} value="me, nobody" onRemove={nothing} />
          </Row>
          <Row>
            <Tag>payment</Tag>
            <Tag tone="bad">Broken 4 d</Tag>
            <Tag tone="warn">Flaky 25%</Tag>
            <Tag tone="good">Resolved</Tag>
            <Tag tone="info">Question</Tag>
            <Tag tone="accent">Idea</Tag>
            <Tag tone="line">line</Tag>
          </Row>
          <Row>
            <Avatars>
              <Avatar id="a" name="Mira Okafor" />
              <Avatar id="b" name="Jonas Weber" />
              <Avatar id="c" name="Priya Raman" />
            </Avatars>
            <Avatar id="d" name="Tomás Alvarez" />
            <Avatar id="e" name="Hanna Lindqvist" />
            <Avatar id="f" name="Dai Sato" large />
            <AvatarMachine name="CI" />
            <AvatarNone />
            <Keys keys="mod+k" />
            <Keys keys="j k" />
            <Keys keys="esc" />
            <Time at={new Date(Date.now() - 300_000)} />
          </Row>
        </Part>
        <Part title="Choices and longer text">
          <Row>
            <Checks />
          </Row>
          <div className="grid gap-3">
            <Field label="Role">
              <Select defaultValue="tester">
                <option value="lead">Test lead</option>
                <option value="tester">Tester</option>
              </Select>
            </Field>
            <Field label="Note">
              <Textarea defaultValue="The spinner stays." />
            </Field>
          </div>
        </Part>
        <Part title="Empty">
          <EmptyState
            icon={Play}
            title="No runs yet"
            text="A run is a set of cases that someone goes through. Make one from a folder or a filter."
            action={
              <Button kind="primary" keys="r">
                New run
              </Button>
            }
          />
        </Part>
        <Part title="Error, with what to do">
          <ErrorState
            title="The cases did not arrive"
            text="The server does not answer. What you typed is kept; trying again in 4 s."
            requestId="0193a7c2-5f1e"
            onRetry={nothing}
          />
        </Part>
        <Part title="Loading">
          <Skeleton lines={4} />
        </Part>
        <Part title="Toasts: done with undo, rolled back">
          <div className="grid gap-2">
            <ToastView
              status="PASSED"
              text="5 cases moved to Wallets"
              action={{ label: 'Undo', keys: 'z', run: nothing }}
              onClose={nothing}
            />
            <ToastView
              status="FAILED"
              text="Not saved: Hanna changed this case"
              action={{ label: 'Compare', run: nothing }}
              onClose={nothing}
            />
          </div>
        </Part>
        <Part title="Type: 12, 13, 14, 16, 20, 28">
          <p className="text-28 font-semibold">Not yet.</p>
          <p className="text-20 font-semibold">Page title, figures</p>
          <p className="text-16 font-semibold">Panel title</p>
          <p className="text-14">Text that is read: steps, notes</p>
          <p>The interface</p>
          <p className="text-12 text-text-3">Second to everything else</p>
        </Part>
        <ActingParts />
        <DataParts />
      </div>
    </main>
  )
}

function Results() {
  const [value, setValue] = useState<StepStatus>('PASSED')
  return (
    <Row>
      <SegmentedResult label="Result of step 1" value={value} onChange={setValue} />
      <SegmentedResult label="Result of step 2" value={undefined} onChange={nothing} />
    </Row>
  )
}

function Checks() {
  const [on, setOn] = useState(true)
  return (
    <>
      <Checkbox label="On" shown checked={on} onChange={setOn} />
      <Checkbox label="Some" shown checked="some" />
      <Checkbox label="Off" shown checked={false} />
      <Checkbox label="Locked" shown checked locked />
    </>
  )
}
