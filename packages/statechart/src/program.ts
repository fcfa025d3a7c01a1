import type { Arguments } from './plan.js'

/** The part of an instance that a program reads and writes. */
export interface Position {
  leaf: number
  done: boolean
}

/** What a program does to the world: nothing but these. */
export interface Machinery<Instance extends Position> {
  emit(event: unknown): void
  raise(event: unknown): void
  /** `delay` as the machine computed it, unchecked. */
  arm(instance: Instance, slot: number, delay: unknown): void
  cancel(instance: Instance, slot: number): void
}

/** Answers one event in one leaf state, or opens an instance. */
export type Handler = <Instance extends Position>(
  args: Arguments,
  instance: Instance,
  machinery: Machinery<Instance>
) => void

/** A statechart as something that runs: interpreted or generated. */
export interface Program {
  readonly initial: Handler
  /** `handlers[leaf][event]` */
  readonly handlers: readonly (readonly Handler[])[]
}
