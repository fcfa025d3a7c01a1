import { Agent, request } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { ErrorBody, KeyContainer, KeyIds, KeyRequest, Status } from './interface.js'
import { TLS_SUITES } from '../tls/suites.js'
import { checkIdentity, type TlsIdentity } from '../tls/identity.js'

/** A KME did not answer 200. */
export class KeyDeliveryError extends Error {
  override readonly name = 'KeyDeliveryError'
  readonly code = 'KEY_DELIVERY_REFUSED'

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The KME's words, where it had any. */
    readonly body: ErrorBody | undefined
  ) {
    super(`the KME answered ${status}${body === undefined ? '' : `: ${body.message}`}`)
  }
}

export interface KeyDeliveryClientOptions {
  /** Such as https://127.0.0.1:8443. */
  readonly url: string
  readonly tls: TlsIdentity
  /** Milliseconds for one call; default 30 s. */
  readonly timeout?: number
  /** Connections kept; default 1. */
  readonly connections?: number
}

const ANSWER_LIMIT = 4 * 1024 * 1024

/** An application's side of ETSI GS QKD 014. Every call throws a KeyDeliveryError where the KME does not answer 200. */
export class KeyDeliveryClient {
  readonly #options: KeyDeliveryClientOptions
  readonly #agent: Agent

  /** @throws KeyError CERTIFICATE_INVALID */
  constructor(options: KeyDeliveryClientOptions) {
    this.#options = options
    const { key, certificate, authority } = options.tls
    checkIdentity(options.tls)
    this.#agent = new Agent({
      // Read once: an agent would read the files of its keys anew for every connection.
      secureContext: createSecureContext({ key, cert: certificate, ca: authority, ...TLS_SUITES }),
      keepAlive: true,
      maxSockets: options.connections ?? 1
    })
  }

  async status(slave: string): Promise<Status> {
    return (await this.#call('GET', slave, 'status')) as Status
  }

  /** Keys to share with `slave`. */
  async encryptionKeys(slave: string, wish: KeyRequest = {}): Promise<KeyContainer> {
    return (await this.#call('POST', slave, 'enc_keys', wish)) as KeyContainer
  }

  /** The keys that `master` was given. */
  async decryptionKeys(master: string, keyIds: readonly string[]): Promise<KeyContainer> {
    const body: KeyIds = { key_IDs: keyIds.map((key_ID) => ({ key_ID })) }
    return (await this.#call('POST', master, 'dec_keys', body)) as KeyContainer
  }

  close(): void {
    this.#agent.destroy()
  }

  async #call(method: string, saeId: string, name: string, body?: object): Promise<unknown> {
    const { status, text } = await this.#exchange(method, saeId, name, body)
    let parsed: unknown
    try {
      parsed = text === '' ? undefined : JSON.parse(text)
    } catch {
      parsed = undefined
    }
    if (status === 200 && parsed !== undefined) return parsed
    const isError = typeof (parsed as Partial<ErrorBody> | undefined)?.message === 'string'
    throw new KeyDeliveryError(status, isError ? (parsed as ErrorBody) : undefined)
  }

  async #exchange(
    method: string,
    saeId: string,
    name: string,
    body?: object
  ): Promise<{ status: number; text: string }> {
    const url = new URL(`/api/v1/keys/${encodeURIComponent(saeId)}/${name}`, this.#options.url)
    const sent = body === undefined ? undefined : JSON.stringify(body)
    const headers =
      sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(this.#options.timeout ?? 30_000)
      const call = request(url, { method, agent: this.#agent, headers, signal }, (response) => {
        const parts: Buffer[] = []
        let octets = 0
        response.on('data', (part: Buffer) => {
          octets += part.length
          if (octets > ANSWER_LIMIT) call.destroy(new Error('the answer is too long'))
          else parts.push(part)
        })
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })
        )
      })
      call.on('error', reject)
      call.end(sent)
    })
  }
}
