import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const onLinux = process.platform === 'linux'

/** What tells a process from a later one that got the same pid; undefined when no such process lives. */
export function birthOf(pid: number): string | undefined {
  if (!onLinux) return ps(pid, 'lstart=')
  const stat = proc(`${pid}/stat`)
  // The name in brackets may itself hold brackets and blanks: count from the last one.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  if (!state || 'ZX'.includes(state)) return undefined
  return `${proc('sys/kernel/random/boot_id')?.trim()}:${fields[18]}`
}

/** The command line of a living process, words parted by blanks. */
export function commandOf(pid: number): string | undefined {
  return onLinux ? proc(`${pid}/cmdline`)?.replaceAll('\0', ' ') : ps(pid, 'command=')
}

function proc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch (error) {
    // ESRCH: it ended between open and read.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if ((error as { status?: number }).status === 1) return undefined
    throw error
  }
}
