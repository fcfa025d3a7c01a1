/** What is sent again until it is answered, each time after twice the wait before, up to the longest (APP-004, APP-071). */
export interface RepetitionInput {
  readonly firstWait: number
  readonly longestWait: number
  /** How often it is sent before nobody is taken to be there. */
  readonly attempts: number
}

/** Where that stands, in the context of a machine. */
export interface Repetition {
  readonly longestWait: number
  wait: number
  attemptsLeft: number
}

interface Scope {
  readonly context: Repetition
}

/** Whether it is sent once more. */
export const mayRepeat = ({ context }: Scope): boolean => context.attemptsLeft > 0

/** What that changes, as an `assign` takes it. */
export const repeated = {
  wait: ({ context }: Scope): number => Math.min(2 * context.wait, context.longestWait),
  attemptsLeft: ({ context }: Scope): number => context.attemptsLeft - 1
}
