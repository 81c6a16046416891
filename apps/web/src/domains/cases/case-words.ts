/** The words and glyphs for what a case can be. */
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { Hand, type LucideIcon, UserCog, Zap } from 'lucide-react'

export const kinds: Record<Case['automationStatus'], { label: string; icon: LucideIcon }> = {
  MANUAL: { label: 'Manual', icon: Hand },
  AUTOMATED: { label: 'Automated', icon: Zap },
  SEMI_AUTOMATED: { label: 'Partly automated', icon: UserCog },
}
export const kindList = Object.keys(kinds) as Case['automationStatus'][]

export const priorities = { CRITICAL: 'Critical', HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' } as const
export const priorityList = Object.keys(priorities) as NonNullable<Case['priority']>[]

export const numberOf = (one: Pick<Case, 'number'>) => `C${one.number}`
