import type { AnySetting } from '../subject/setting.js'
import type { Identity, Input, Reaction, Subject } from '../subject/subject.js'
import { type ControlAddress, ControlConnection, PATIENCE } from './control-connection.js'
import { readReaction, writeInput, writeSetting } from './messages.js'
import { probe, strangersAt } from './probe.js'
import type { SubjectProcess } from './subject-process.js'

export interface ControlledSubjectOptions {
  /** How long each answer may take, milliseconds. */
  readonly patience?: number
  /** The node's process, which is to end with it. */
  readonly process?: Pick<SubjectProcess, 'end' | 'left'>
}

/** A party under test in another process, at the other end of a control connection. */
export class ControlledSubject implements Subject<AnySetting> {
  private constructor(
    private readonly connection: ControlConnection,
    readonly identity: Identity,
    private readonly process: ControlledSubjectOptions['process']
  ) {}

  /**
   * Connects, and makes sure before anything is judged that there is what was expected.
   *
   * @throws HarnessError where the connection, or what answers there, is not as chapter 12 says
   */
  static async connect(address: ControlAddress, options: ControlledSubjectOptions = {}): Promise<ControlledSubject> {
    const { patience = PATIENCE } = options
    const strangers = await strangersAt(address, patience)
    const connection = await ControlConnection.open(address, patience)
    try {
      return new ControlledSubject(connection, await probe(connection, address, patience, strangers), options.process)
    } catch (error) {
      connection.close()
      throw error
    }
  }

  async start(setting: AnySetting): Promise<Reaction> {
    return this.#reaction('start', { setting: writeSetting(setting) })
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return this.#reaction('input', { at, input: writeInput(input) })
  }

  async advance(to: number): Promise<Reaction> {
    return this.#reaction('advance', { to })
  }

  /** Has the node's process end. @throws HarnessError where it is not there any more, or does not end as it should */
  async close(): Promise<void> {
    try {
      await this.connection.result('shutdown')
    } catch (error) {
      this.connection.close()
      await this.process?.end()
      throw error
    }
    this.connection.close()
    await this.process?.left()
  }

  async #reaction(verb: string, fields: Readonly<Record<string, unknown>>): Promise<Reaction> {
    return readReaction(await this.connection.result(verb, fields))
  }
}
