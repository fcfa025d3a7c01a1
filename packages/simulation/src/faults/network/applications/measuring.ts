import { type EntanglementSocket, type Node, NodeError, RequestFailedError } from '@bellwire/node'
import { pairKey } from '../../../programs/pair-names.js'
import { MILLISECOND } from '../../times.js'
import type { ApplicationParts, SoakApplication } from './soak-application.js'

/** A failure is followed by another try after this. */
const PAUSE = 2 * MILLISECOND

/** Creates pairs that both ends measure, and receives them, through sockets over circuits. */
export class Measuring implements SoakApplication {
  readonly #parts: ApplicationParts
  readonly #from: Node
  readonly #receiving: EntanglementSocket
  #creating: EntanglementSocket | undefined
  readonly #created = new Set<string>()
  readonly #received = new Set<string>()
  readonly #twice: string[] = []
  #ended = false
  #down = false
  #creators = 0

  constructor(parts: ApplicationParts) {
    this.#parts = parts
    const { network, programs, planned, index, numbers } = parts
    this.#from = network.node(planned.from)
    const to = network.node(planned.to)
    for (const node of [this.#from, to])
      node.network.subscribe({
        delivered: programs.call,
        requestEnded: programs.call,
        connectionChanged: programs.call
      })
    this.#receiving = to.socket(numbers[0], { id: index, remoteId: index })
    programs.begin(() => this.#receive())
  }

  begin(): void {
    if (this.#ended || this.#creators > 0) return
    this.#creators += 1
    this.#parts.programs.begin(() => this.#create())
  }

  crashed(node: string): void {
    if (node === this.#parts.planned.from) this.#down = true
  }

  recovered(node: string): void {
    if (node === this.#parts.planned.from) this.#down = false
  }

  end(): void {
    this.#ended = true
    this.#creating?.close()
    this.#receiving.close()
    this.#parts.programs.call()
  }

  get left(): number {
    return this.#creators
  }

  breaches(): readonly string[] {
    const { number } = this.#parts.planned
    const tooMany = this.#created.size > number ? [`${this.#created.size} pairs were created; asked: ${number}`] : []
    return [...this.#twice.map((name) => `${name} came through a socket twice`), ...tooMany]
  }

  get counts(): ReadonlyMap<string, number> {
    const both = [...this.#created].filter((name) => this.#received.has(name)).length
    return new Map(both === 0 ? [] : [['measured through sockets', both]])
  }

  async #create(): Promise<void> {
    const { planned, numbers, index } = this.#parts
    const [basis, remoteBasis] = planned.bases
    for (;;) {
      const missing = planned.number - this.#created.size
      if (this.#ended || missing <= 0) break
      if (!this.#down) {
        this.#creating?.close()
        const socket = this.#from.socket(numbers[1], { id: index, remoteId: index })
        this.#creating = socket
        try {
          const pairs = socket.createMeasure({ number: missing, basis, remoteBasis })
          for await (const { name } of pairs) this.#note(this.#created, pairKey(name))
        } catch (error) {
          if (!isFailure(error)) throw error
        }
      }
      await this.#pause()
    }
    this.#creating?.close()
    this.#creators -= 1
  }

  async #receive(): Promise<void> {
    try {
      for await (const { name } of this.#receiving.receiveMeasure({ number: Infinity }))
        this.#note(this.#received, pairKey(name))
    } catch (error) {
      if (!this.#ended || !isFailure(error)) throw error
    }
  }

  #note(names: Set<string>, name: string): void {
    if (names.has(name)) this.#twice.push(name)
    names.add(name)
  }

  #pause(): Promise<void> {
    const { network, programs } = this.#parts
    return new Promise((resolve) => {
      const run = (): void => {
        resolve()
        programs.call()
      }
      network.clock.at(network.clock.now() + PAUSE, { run })
    })
  }
}

/** What the network, and not the program, is to blame for. */
function isFailure(error: unknown): boolean {
  return error instanceof RequestFailedError || error instanceof NodeError
}
