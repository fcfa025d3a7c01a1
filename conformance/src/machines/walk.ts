import { Broken, type Judgement } from '../verdict/judgement.js'
import { type Cell, IGNORED, type Machine, nameOf } from './machine.js'

/** How the events of a machine come about at a subject, and how its reactions are seen. */
export interface Driver {
  /** Brings the subject into the initial state: also after a walk, where none leads back. */
  begin(): Promise<void>
  /** Makes an event happen in a state. What the subject has done since then is its reaction. */
  readonly events: Readonly<Record<string, (state: string) => Promise<void>>>
  /** Whether the subject reacts like this to the last event. */
  readonly reactions: Readonly<Record<string, () => Promise<boolean>>>
  /** What the subject has done since the last event, in words; undefined where it has done nothing. */
  done(): string | undefined
  /** After each event: what its consequences are is brought to rest, as far as the state allows it. */
  tidy(): Promise<void>
  /** At the end of a walk: whether the subject still does what it is for. */
  serves(): Promise<boolean>
}

/**
 * Walks through cells of a machine at a subject, each walk from the initial state, and judges every reaction.
 *
 * @param serves the requirement that a subject breaks which is of no use after that
 */
export async function walk(
  { machine, title }: Machine,
  walks: readonly (readonly Cell[])[],
  driver: Driver,
  judgement: Judgement,
  serves: string
): Promise<void> {
  for (const cells of walks) {
    await driver.begin()
    for (const cell of cells) {
      const event = driver.events[cell.event]
      if (event === undefined) throw new Error(`nothing brings ${cell.event} of ${machine} about`)
      await event(cell.state)
      judgement.count(`${machine}: ${cell.state}`)
      judgement.count(`${machine}: ${nameOf(cell)}`)
      for (const [reaction, requirement] of Object.entries(cell.does)) {
        const message = await reactionOf(driver, reaction, machine)
        judgement.check(requirement, message === undefined, `${title}: ${nameOf(cell)}: ${message ?? reaction}`)
      }
      // Where it is then, nobody knows.
      if (judgement.findings.length > 0) throw new Broken(nameOf(cell))
      await driver.tidy()
    }
  }
  judgement.check(serves, await driver.serves(), `${title}: it is of use after all that`)
}

/** What is wrong with the reaction of a subject, if anything. */
async function reactionOf(driver: Driver, reaction: string, machine: string): Promise<string | undefined> {
  if (reaction === IGNORED) {
    const done = driver.done()
    return done === undefined ? undefined : `what is to be ignored has it do ${done}`
  }
  const isSeen = driver.reactions[reaction]
  if (isSeen === undefined) throw new Error(`nothing sees ${reaction} of ${machine}`)
  return (await isSeen()) ? undefined : `'${reaction}' is not seen`
}
