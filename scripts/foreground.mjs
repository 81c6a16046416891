import { spawn } from 'node:child_process'
import { root } from './setup.mjs'

/**
 * Runs commands in the foreground until one ends, then ends the others, and gives the first one's exit code.
 * Each has a session of its own: Ctrl-C reaches this process alone, which passes it on once.
 */
export function foreground(commands) {
  const children = commands.map(({ command, args, ...options }) =>
    spawn(command, args, { cwd: root, stdio: 'inherit', detached: true, ...options }),
  )
  let lastSignal = Number.NEGATIVE_INFINITY
  const forward = (signal) => {
    // npm passes on a Ctrl-C that the terminal has sent here already.
    if (performance.now() - lastSignal < 500) return
    lastSignal = performance.now()
    for (const child of children) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => forward(signal))
  // The terminal was closed.
  process.on('SIGHUP', () => forward('SIGTERM'))
  const ends = children.map(
    (child) =>
      new Promise((resolve, reject) => {
        child.on('error', reject)
        child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
      }),
  )
  return Promise.race(ends).then(async (code) => {
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(ends)
    return code
  })
}
