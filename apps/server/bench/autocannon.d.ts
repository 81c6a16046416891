/** What the bench uses of autocannon, which brings no types. */
declare module 'autocannon' {
  export interface Request {
    method: 'GET' | 'POST'
    path: string
    headers?: Record<string, string>
    body?: string
  }
  interface Client {
    setRequests(requests: Request[]): void
  }
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    /** Seconds. */
    timeout: number
    headers: Record<string, string>
    setupClient(client: Client): void
  }
  export interface Result {
    /** Seconds. */
    duration: number
    errors: number
    timeouts: number
    statusCodeStats: Record<string, { count: number }>
    requests: { total: number }
    latency: { p50: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
