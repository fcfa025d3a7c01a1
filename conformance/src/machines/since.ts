import type { DeviceMessage, Frame } from '@bellwire/wire'
import type { Happening } from '../stage/happening.js'
import type { Answer } from '../subject/service.js'

type FrameOf<Type extends Frame['type']> = Extract<Frame, { readonly type: Type }>

/** What has happened at a subject since some instant. */
export class Since {
  #from = 0

  constructor(private readonly happenings: readonly Happening[]) {}

  /** From now on. */
  mark(): void {
    this.#from = this.happenings.length
  }

  /** From the last thing on that came to the subject and is like this. Returns whether there was one since the last mark. */
  markAt(isIt: (one: Happening) => boolean): boolean {
    const at = this.happenings.findLastIndex(isIt)
    if (at < this.#from) return false
    this.#from = at
    return true
  }

  get all(): readonly Happening[] {
    return this.happenings.slice(this.#from)
  }

  sent<Type extends Frame['type']>(type: Type, to?: number): readonly FrameOf<Type>[] {
    return this.all.flatMap((one) =>
      one.kind === 'sent' && one.frame.type === type && (to === undefined || one.to === to)
        ? [one.frame as FrameOf<Type>]
        : []
    )
  }

  came<Type extends Frame['type']>(type: Type): readonly FrameOf<Type>[] {
    return this.all.flatMap((one) =>
      one.kind === 'came' && one.frame.type === type ? [one.frame as FrameOf<Type>] : []
    )
  }

  get commands(): readonly DeviceMessage[] {
    return this.all.flatMap((one) => (one.kind === 'command' ? [one.message] : []))
  }

  get answers(): readonly Answer[] {
    return this.all.flatMap((one) => (one.kind === 'answer' ? [one.answer] : []))
  }

  /** What the subject has done, in words; undefined where that is nothing. */
  get done(): string | undefined {
    const [first] = this.all.filter(({ kind }) => ['sent', 'command', 'answer', 'reset', 'nonsense'].includes(kind))
    if (first === undefined) return undefined
    if (first.kind === 'sent') return `${first.frame.type} to node ${first.to}`
    if (first.kind === 'command') return first.message.type
    return first.kind === 'answer' ? first.answer.type : first.kind
  }
}
