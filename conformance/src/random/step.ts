import type { AsyncCommand } from 'fast-check'
import type { Play } from './play.js'

/** What a step looks at to tell whether it can be done. */
export interface Model {
  readonly play: Play
}

/** Something that the tester does in a generated run. It judges nothing: monitors do, and what is so at the end. */
export class Step implements AsyncCommand<Model, Play> {
  constructor(
    private readonly text: string,
    private readonly act: (play: Play) => unknown,
    /** Whether there is anything that it could be done to. */
    private readonly isPossible: (play: Play) => boolean = () => true
  ) {}

  check({ play }: Model): boolean {
    return this.isPossible(play)
  }

  async run(_model: Model, play: Play): Promise<void> {
    play.done.push(this.text)
    await this.act(play)
    play.judgeSoFar()
  }

  toString(): string {
    return this.text
  }
}
