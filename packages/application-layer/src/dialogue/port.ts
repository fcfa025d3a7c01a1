import type { Dialogue, DialogueListener } from './dialogue.js'
import type { Answerer } from './dialogues.js'

/** Dialogues, as a program of a node has them: they may be of one process after another. */
export interface DialoguePort {
  open(peer: number, purpose: number, listener: DialogueListener): Dialogue
  /** Returns what ends it. */
  answer(purpose: number, answerer: Answerer): () => void
}
