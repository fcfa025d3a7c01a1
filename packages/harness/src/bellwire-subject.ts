import type { AnySetting, Input, Reaction, Subject } from '@bellwire/conformance'
import { NodeSubject } from './node-subject.js'
import { StationSubject } from './station-subject.js'

/** Bellwire as a subject of the conformance suite: it is what the setting says. */
export class BellwireSubject implements Subject<AnySetting> {
  readonly #node = new NodeSubject()
  readonly #station = new StationSubject()
  readonly identity = { ...this.#node.identity, roles: [...this.#node.identity.roles, ...this.#station.identity.roles] }
  #present: Pick<Subject, 'input' | 'advance'> = this.#node

  async start(setting: AnySetting): Promise<Reaction> {
    await this.close()
    if ('role' in setting && setting.role === 'station') {
      this.#present = this.#station
      return this.#station.start(setting)
    }
    this.#present = this.#node
    return this.#node.start(setting)
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return this.#present.input(at, input)
  }

  async advance(to: number): Promise<Reaction> {
    return this.#present.advance(to)
  }

  async close(): Promise<void> {
    await this.#node.close()
    await this.#station.close()
  }
}
