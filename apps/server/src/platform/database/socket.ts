import { connect, type Socket } from 'node:net'

/** What postgres.js made of an address: several hosts where it names several. */
interface Target {
  host: string[]
  port: number[]
  path?: string | false
}

/**
 * Makes the connections of postgres.js, each to the next of its hosts, without Nagle's algorithm, which it would leave
 * on: a COPY, whose messages are not answered one by one, waits 40 ms twice for that. What is written before a
 * connection stands waits in the socket; where it fails, postgres.js hears that from the socket.
 */
export function socketOpener() {
  let next = 0
  return ({ host: hosts, port: ports, path }: Target): Socket => {
    if (path) return connect({ path })
    const at = next++ % hosts.length
    const [host, port] = [hosts[at] as string, ports[at] as number]
    // postgres.js reads both for TLS.
    return Object.assign(connect({ host, port, noDelay: true }), { host, port })
  }
}
