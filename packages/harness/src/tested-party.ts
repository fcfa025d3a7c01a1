import type { AnySetting, Identity, Input, Reaction, Subject } from '@bellwire/conformance'
import { type TestedProcess, TestedProcesses } from './tested-process.js'

/** A party under test of which nothing is left when its next process begins. */
export abstract class TestedParty<Setting extends AnySetting> implements Subject<Setting> {
  abstract readonly identity: Identity
  protected readonly processes = new TestedProcesses()

  async start(setting: Setting): Promise<Reaction> {
    return this.processes.begin(() => this.begin(setting))
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return this.processes.input(at, input)
  }

  async advance(to: number): Promise<Reaction> {
    return this.processes.advance(to)
  }

  async close(): Promise<void> {
    this.processes.close()
  }

  protected abstract begin(setting: Setting): TestedProcess
}
