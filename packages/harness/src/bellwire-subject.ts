import type { AnySetting, Input, Reaction, Subject } from '@bellwire/conformance'
import { KeySubject } from './key-subject.js'
import { KmeSubject } from './kme-subject.js'
import { NodeSubject } from './node-subject.js'
import { StationSubject } from './station-subject.js'

/** Bellwire as a subject of the conformance suite: it is what the setting says. */
export class BellwireSubject implements Subject<AnySetting> {
  readonly #node = new NodeSubject()
  readonly #station = new StationSubject()
  readonly #kme = new KmeSubject()
  readonly #key = new KeySubject()
  readonly #all = [this.#node, this.#station, this.#kme, this.#key]
  readonly identity = {
    ...this.#node.identity,
    capabilities: this.#all.flatMap(({ identity }): readonly string[] => identity.capabilities),
    roles: this.#all.flatMap(({ identity }): readonly string[] => identity.roles)
  }
  #present: Pick<Subject, 'input' | 'advance'> = this.#node

  async start(setting: AnySetting): Promise<Reaction> {
    for (const one of this.#all) await one.close()
    if ('role' in setting && setting.role === 'station') {
      this.#present = this.#station
      return this.#station.start(setting)
    }
    if ('role' in setting && setting.role === 'kme') {
      this.#present = this.#kme
      return this.#kme.start(setting)
    }
    if ('role' in setting && setting.role === 'key') {
      this.#present = this.#key
      return this.#key.start(setting)
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
    for (const one of this.#all) await one.close()
  }
}
