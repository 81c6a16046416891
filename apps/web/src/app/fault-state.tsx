/**
 * Fault: what stands where something did not arrive: title, of (the query: its error and `refetch`), titles? (another title
 * by the fault's code). A fault of this app says so itself.
 */
import { ErrorState } from '../ui/states.tsx'
import { type FaultToTell, faultOf } from './fault.ts'

interface Props {
  title: string
  of: { error: unknown; refetch?: () => unknown }
  titles?: Partial<Record<FaultToTell['code'], string>>
}

export function Fault({ title, of, titles }: Props) {
  const { code, message, requestId } = faultOf(of.error)
  const { refetch } = of
  const said = code === 'BROKEN' ? 'Something broke on this page' : (titles?.[code] ?? title)
  return (
    <ErrorState title={said} text={message} requestId={requestId} {...(refetch && { onRetry: () => void refetch() })} />
  )
}
