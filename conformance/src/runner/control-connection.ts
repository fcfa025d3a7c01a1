import * as v from 'valibot'
import { WebSocket } from 'ws'
import { NodeFailed } from '../subject/subject.js'
import { HarnessError } from './harness-error.js'
import { read } from './messages.js'

/** Where a node under test is controlled. */
export interface ControlAddress {
  /** `ws://127.0.0.1:PORT/…` */
  readonly url: string
  readonly token: string
}

/** How long a node may take for anything it is asked, milliseconds: far more than a busy machine makes it. */
export const PATIENCE = 60_000

/** The id of an error is `null` where the request's could not be told. */
const answerSchema = v.union([
  v.object({ id: v.number(), result: v.record(v.string(), v.unknown()) }),
  v.object({ id: v.nullable(v.number()), error: v.object({ code: v.string(), message: v.string() }) })
])

/** What a node answered to one request. */
export type ControlAnswer = v.InferOutput<typeof answerSchema>

/** The tester's end of a control connection (section 12.2): one request after the other, each with its answer. */
export class ControlConnection {
  #id = 0
  /** Takes the answer that is waited for, or why there will be none. */
  #waiting: ((answer: ControlAnswer | HarnessError) => void) | undefined
  #ended: HarnessError | undefined

  private constructor(
    private readonly socket: WebSocket,
    private readonly patience: number
  ) {
    socket.on('message', (data, isBinary) =>
      this.#take(data instanceof Buffer && !isBinary ? data.toString() : '(bytes)')
    )
    socket.on('close', (code) => this.#end(new HarnessError(`the node has ended its control connection (${code})`)))
    socket.on('error', (error) => this.#end(new HarnessError(`the control connection has failed: ${error.message}`)))
  }

  /** @param patience milliseconds for each answer @throws HarnessError where there is no such connection to be had */
  static async open({ url, token }: ControlAddress, patience = PATIENCE): Promise<ControlConnection> {
    const socket = dial(url, token, patience)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', ({ message }) => reject(new HarnessError(`no control connection to ${url}: ${message}`)))
    })
    return new ControlConnection(socket, patience)
  }

  /** Asks, and waits for the answer. @throws HarnessError where none comes, or what comes is none */
  async ask(verb: string, fields: Readonly<Record<string, unknown>> = {}): Promise<ControlAnswer> {
    const id = ++this.#id
    const answer = await this.#answer(JSON.stringify({ id, verb, ...fields }), verb)
    if (answer.id !== id) throw new HarnessError(`the answer to request ${id}, ${verb}, has the id ${answer.id}`)
    return answer
  }

  /** Says what need not be a request, and waits for the answer. @throws HarnessError as `ask` does */
  async say(text: string): Promise<ControlAnswer> {
    return this.#answer(text, text)
  }

  async #answer(text: string, what: string): Promise<ControlAnswer> {
    if (this.#ended !== undefined) throw this.#ended
    const answer = await new Promise<ControlAnswer | HarnessError>((resolve) => {
      const late = setTimeout(
        () => resolve(new HarnessError(`no answer to ${what} in ${this.patience} ms`)),
        this.patience
      )
      this.#waiting = (one) => {
        clearTimeout(late)
        resolve(one)
      }
      this.socket.send(text)
    })
    this.#waiting = undefined
    if (answer instanceof HarnessError) throw answer
    return answer
  }

  /** Asks for what cannot be refused. @throws HarnessError where it is; NodeFailed where the node cannot go on */
  async result(verb: string, fields?: Readonly<Record<string, unknown>>): Promise<unknown> {
    const answer = await this.ask(verb, fields)
    if ('result' in answer) return answer.result
    if (answer.error.code === 'failed' && verb !== 'start') throw new NodeFailed(answer.error.message)
    throw new HarnessError(`${verb} is refused: ${answer.error.code}, ${answer.error.message}`)
  }

  close(): void {
    this.#ended ??= new HarnessError('the control connection was closed')
    this.socket.close()
  }

  #take(text: string): void {
    let answer: ControlAnswer | HarnessError
    try {
      answer = read(answerSchema, JSON.parse(text), 'an answer')
    } catch (error) {
      answer = error instanceof HarnessError ? error : new HarnessError(`an answer is no JSON: ${text.slice(0, 80)}`)
    }
    if (this.#waiting === undefined)
      return this.#end(new HarnessError(`an answer that nobody asked for: ${text.slice(0, 80)}`))
    this.#waiting(answer)
  }

  #end(error: HarnessError): void {
    this.#ended ??= error
    this.#waiting?.(this.#ended)
  }
}

/**
 * The HTTP status with which a control connection is answered: 101 where there is one, which is ended again; undefined
 * where nothing can be reached.
 */
export async function statusOf(
  { url, token }: { readonly url: string; readonly token: string | undefined },
  patience: number
): Promise<number | undefined> {
  const socket = dial(url, token, patience)
  const status = await new Promise<number | undefined>((resolve) => {
    socket.once('open', () => resolve(101))
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    socket.on('error', () => resolve(undefined))
  })
  socket.terminate()
  return status
}

function dial(url: string, token: string | undefined, patience: number): WebSocket {
  try {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    return new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: patience })
  } catch (error) {
    throw new HarnessError(`${url} is no address of a control connection: ${String(error)}`)
  }
}
