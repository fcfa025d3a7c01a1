import type { AsyncCommand } from 'fast-check'
import type { Play } from './play.js'

/** A generated run, as its steps have it. */
export interface Playing {
  /** What was done, in words. */
  readonly done: string[]
  /** Goes no further with a subject that has broken a clause. @throws Broken */
  judgeSoFar(): void
}

/** What a step looks at to tell whether it can be done. */
export interface Model<Of extends Playing = Play> {
  readonly play: Of
}

/** Something that the tester does in a generated run. It judges nothing: monitors do, and what is so at the end. */
export class Step<Of extends Playing = Play> implements AsyncCommand<Model<Of>, Of> {
  constructor(
    private readonly text: string,
    private readonly act: (play: Of) => unknown,
    /** Whether there is anything that it could be done to. */
    private readonly isPossible: (play: Of) => boolean = () => true
  ) {}

  check({ play }: Model<Of>): boolean {
    return this.isPossible(play)
  }

  async run(_model: Model<Of>, play: Of): Promise<void> {
    play.done.push(this.text)
    await this.act(play)
    play.judgeSoFar()
  }

  toString(): string {
    return this.text
  }
}
