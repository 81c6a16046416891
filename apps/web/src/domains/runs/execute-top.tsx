import { ChevronLeft, Clock, Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Bar } from '../../ui/bar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { estimateText } from '../../ui/duration.ts'
import { useKeys } from '../../ui/keys.ts'
import { number } from '../../ui/number.ts'
import { barOf, figuresOf } from './counts.ts'
import type { Timer } from './timer.ts'
import type { Run, RunCase } from './types.ts'

interface Props {
  run: Run
  row: RunCase
  timer: Timer
  onLeave: () => void
}

export function ExecuteTop({ run, row, timer, onLeave }: Props) {
  const counts = barOf(run.counts)
  const { done, total } = figuresOf(counts)
  return (
    <header className="col-span-full flex flex-wrap items-center border-b border-line bg-bg px-3 max-wide:sticky max-wide:top-0 max-wide:z-10 max-wide:pt-1.5 max-wide:pb-2.5 wide:grid wide:grid-cols-[1fr_minmax(0,420px)_1fr] wide:pr-4">
      <span className="min-w-0 flex-1 justify-self-start max-wide:flex wide:max-w-full">
        <Button kind="quiet" icon={ChevronLeft} keys="esc" className="max-w-full" onClick={onLeave}>
          <span className="cut block">{run.name}</span>
        </Button>
      </span>
      <p className="num flex items-center gap-3 whitespace-nowrap max-wide:order-3 max-wide:basis-full max-wide:px-2">
        <span>
          <b>{number.format(done)}</b> of {number.format(total)}
        </span>
        <Bar counts={counts} />
      </p>
      <CaseClock timer={timer} estimate={row.estimate} />
    </header>
  )
}

const two = (value: number) => `${value}`.padStart(2, '0')

function CaseClock({ timer, estimate }: { timer: Timer; estimate: number | null }) {
  const [, tick] = useState(0)
  useEffect(() => {
    const beat = setInterval(() => tick((was) => was + 1), 500)
    return () => clearInterval(beat)
  }, [])
  const toggle = () => {
    timer.toggle()
    tick((was) => was + 1)
  }
  useKeys({ t: { label: 'Stop the clock, or let it run', run: toggle } })
  const seconds = Math.floor(timer.ms() / 1000)
  return (
    <div className="flex items-center gap-2 justify-self-end" role="timer" aria-label="Time on this case">
      <Clock className="i" />
      <b className="num text-16 font-medium">
        {two(Math.floor(seconds / 60))}:{two(seconds % 60)}
      </b>
      {estimate !== null && <span className="text-text-3 max-wide:hidden">of about {estimateText(estimate)}</span>}
      <IconButton
        label={timer.running() ? 'Stop the clock' : 'Let the clock run'}
        icon={timer.running() ? Pause : Play}
        keys="t"
        small
        onClick={toggle}
      />
    </div>
  )
}
