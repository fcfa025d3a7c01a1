import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { PARTY_URI, urisOf } from '@bellwire/transport-websocket'

export interface ManagementClientOptions {
  /** Such as https://127.0.0.1:7201 */
  readonly url: string
  readonly token: string
  /** The process that is to be there, which its certificate must prove, and the authority that it is proven by; PEM. */
  readonly server?: { readonly name: string; readonly authority: string | Buffer }
  /** Milliseconds until it begins to answer. Default 30 s. */
  readonly patience?: number
}

/** Few are kept, since a process takes few from one address. An idle one does not keep this process alive. */
const KEPT = { keepAlive: true, maxFreeSockets: 2 }

/** The management of a process refused what was asked. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/** Asks the management of one process, over connections that it uses again: one of these is enough for a process. */
export class ManagementClient {
  readonly #options: ManagementClientOptions
  /** To open a connection costs both ends more than most questions. */
  readonly #agent: HttpAgent

  constructor(options: ManagementClientOptions) {
    this.#options = options
    this.#agent = options.url.startsWith('https:') ? new HttpsAgent(KEPT) : new HttpAgent(KEPT)
  }

  /** @throws ManagementError for what is refused. @throws where the process is not there, or is another */
  async ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const response = await this.#send(method, path, body, 'application/json')
    return JSON.parse(await textOf(response)) as unknown
  }

  /**
   * The results of a request as they come, and last how it ended. Leaving the loop leaves the request, and so does the signal.
   *
   * @throws as `ask`; the reason of the signal
   */
  async *lines(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    signal?: AbortSignal
  ): AsyncGenerator<Record<string, unknown>> {
    const response = await this.#send(method, path, body, 'application/x-ndjson')
    const leave = (): void => void response.destroy(signal?.reason as Error)
    if (signal?.aborted === true) leave()
    signal?.addEventListener('abort', leave)
    let text = ''
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        text += chunk.toString('utf8')
        const lines = text.split('\n')
        text = lines.pop() ?? ''
        for (const line of lines) yield JSON.parse(line) as Record<string, unknown>
      }
    } finally {
      signal?.removeEventListener('abort', leave)
      response.destroy()
    }
  }

  async #send(method: string, path: string, body: unknown, accept: string): Promise<IncomingMessage> {
    const { url, token, server, patience = 30_000 } = this.#options
    const text = body === undefined ? undefined : JSON.stringify(body)
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        accept,
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      }
      const tls = server && {
        ca: server.authority,
        checkServerIdentity: proves(server.name),
        minVersion: 'TLSv1.3' as const
      }
      const send = url.startsWith('https:') ? httpsRequest : httpRequest
      const request = send(url + path, { method, headers, timeout: patience, agent: this.#agent, ...tls }, resolve)
      request.once('timeout', () => request.destroy(new Error(`no answer for ${patience / 1000} s`)))
      request.once('error', reject)
      request.end(text)
    })
    response.socket.setTimeout(0)
    if ((response.statusCode ?? 0) < 400) return response
    throw refusalOf(response.statusCode ?? 0, await textOf(response))
  }
}

/** It is the party that is to be proven, wherever it runs. */
function proves(name: string) {
  const uri = PARTY_URI + encodeURIComponent(name)
  return (host: string, certificate: { readonly subjectaltname?: string }): Error | undefined => {
    const uris = urisOf(certificate)
    return uris.includes(uri) ? undefined : new Error(`${host} is ${uris.join(', ') || 'nobody known'}, not ${uri}`)
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function refusalOf(status: number, text: string): ManagementError {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }
    return new ManagementError(status, error.code, error.message)
  } catch {
    return new ManagementError(status, 'UNKNOWN', `answered ${status}`)
  }
}
