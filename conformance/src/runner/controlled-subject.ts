import { randomUUID } from 'node:crypto'
import type { AnySetting } from '../subject/setting.js'
import type { Identity, Input, Reaction, Subject } from '../subject/subject.js'
import { type ControlAddress, ControlConnection, PATIENCE } from './control-connection.js'
import { HarnessError } from './harness-error.js'
import { readIntroduction, readReaction, writeInput, writeSetting } from './messages.js'
import { SPECIFICATION } from './suite-identity.js'

export interface ControlledSubjectOptions {
  /** How long each answer may take, milliseconds. */
  readonly patience?: number
  /** What is to be done when the node has been told to end. */
  readonly release?: () => Promise<void>
}

/** A party under test in another process, at the other end of a control connection. */
export class ControlledSubject implements Subject<AnySetting> {
  private constructor(
    private readonly connection: ControlConnection,
    readonly identity: Identity,
    private readonly release: () => Promise<void>
  ) {}

  /**
   * Connects, and makes sure before anything is judged that there is what was expected.
   *
   * @throws HarnessError where the connection, or what answers there, is not as chapter 12 says
   */
  static async connect(address: ControlAddress, options: ControlledSubjectOptions = {}): Promise<ControlledSubject> {
    const { patience = PATIENCE, release = async () => undefined } = options
    const connection = await ControlConnection.open(address, patience)
    try {
      return new ControlledSubject(connection, await probe(connection), release)
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

  /** Has the node's process end. @throws HarnessError where it is not there any more */
  async close(): Promise<void> {
    try {
      await this.connection.result('shutdown')
    } finally {
      this.connection.close()
      await this.release()
    }
  }

  async #reaction(verb: string, fields: Readonly<Record<string, unknown>>): Promise<Reaction> {
    return readReaction(await this.connection.result(verb, fields))
  }
}

/** An adapter that answers whatever it is asked, or another thing each time, would lend its faults to the node. */
async function probe(connection: ControlConnection): Promise<Identity> {
  const introduction = readIntroduction(await connection.result('hello'))
  const { specification, ...identity } = introduction
  if (specification !== SPECIFICATION)
    throw new HarnessError(
      `the node keeps version ${specification} of the specification; this suite judges by ${SPECIFICATION}`
    )
  const verb = `verb-${randomUUID()}`
  const answer = await connection.ask(verb)
  if (!('error' in answer) || answer.error.code !== 'unsupported')
    throw new HarnessError(
      `the verb ${verb}, which there is not, is not answered unsupported but ${JSON.stringify(answer)}`
    )
  const again = readIntroduction(await connection.result('hello'))
  if (JSON.stringify(again) !== JSON.stringify(introduction))
    throw new HarnessError(`the node is ${JSON.stringify(introduction)}, and when asked again ${JSON.stringify(again)}`)
  return identity
}
