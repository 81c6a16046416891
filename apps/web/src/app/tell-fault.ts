import { toast } from '../ui/toast.tsx'
import { faultOf } from './fault.ts'

/** Says over the page what failed, and why: `Not saved: the name is taken.` */
export const tellFault = (what: string, error: unknown) =>
  toast({ status: 'FAILED', text: `${what}: ${faultOf(error).message}` })
