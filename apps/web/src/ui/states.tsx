/**
 * EmptyState: title, text (what this is for), icon?, action? (the one Button to begin), link? (to the docs).
 * ErrorState: title (what happened), text (what is kept, what to do), requestId?, onRetry?.
 * Skeleton: lines? (grey bars after 150 ms, at the final height).
 */
import { type LucideIcon, Plug, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface EmptyProps {
  title: string
  text: ReactNode
  icon?: LucideIcon
  action?: ReactNode
  link?: ReactNode
}

export function EmptyState({ title, text, icon: Icon, action, link }: EmptyProps) {
  return (
    <div className="state">
      {Icon && <Icon className="i" />}
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
      {link && <p className="mt-2">{link}</p>}
    </div>
  )
}

interface ErrorProps {
  title: string
  text: ReactNode
  requestId?: string | undefined
  onRetry?: () => void
}

export function ErrorState({ title, text, requestId, onRetry }: ErrorProps) {
  return (
    <div className="state" role="alert">
      <Plug className="i" />
      <h2>{title}</h2>
      <p>{text}</p>
      {onRetry && (
        <Button icon={RotateCw} onClick={onRetry}>
          Try now
        </Button>
      )}
      {requestId && <small>request {requestId}</small>}
    </div>
  )
}

const widths = ['62%', '44%', '53%', '38%']

export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div role="status" className="grid gap-2.5 py-1.5">
      <span className="vh">Loading</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="sk" style={{ width: widths[index % widths.length] }} />
      ))}
    </div>
  )
}
