import type { Platform } from '../platform.ts'

/** Background work of one kind: its queue, when it runs by itself, how often it is tried again, and what it does. */
export interface Job<T extends object = object> {
  name: string
  /** A cron line, in UTC, for what runs by itself. */
  every?: string
  /** Tried again so often, with growing pauses. */
  retries: number
  /** So many are taken with one poll of the queue, and run one after another: for what is short and comes often. */
  atOnce?: number
  run(data: T, platform: Platform, signal: AbortSignal): Promise<void>
}

export const job = <T extends object>(declaration: Job<T>): Job<T> => declaration
