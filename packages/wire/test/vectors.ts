import { readFileSync } from 'node:fs'
import type { Frame } from '../src/index.js'

/** What the files of spec/vectors hold. */
export interface Vectors {
  /** Frames in their canonical form. */
  readonly frames: readonly ValidVector[]
  /** The same frames in bytes that a receiver accepts and no sender writes. */
  readonly 'other-forms': readonly (ValidVector & { readonly canonical: string })[]
  /** Bytes that are refused: the error's code, and the path of the field. */
  readonly rejected: readonly {
    readonly name: string
    readonly bytes: string
    readonly code: string
    readonly path: string
  }[]
  readonly serials: {
    readonly compare: readonly {
      readonly a: number
      readonly b: number
      readonly compare: number
      readonly distance: number
    }[]
    readonly window: readonly {
      readonly serial: number
      readonly low: number
      readonly size: number
      readonly inside: boolean
    }[]
    readonly add: readonly { readonly serial: number; readonly count: number; readonly sum: number }[]
  }
}

interface ValidVector {
  readonly name: string
  /** Hexadecimal. */
  readonly bytes: string
  readonly frame: Frame
}

/** Reads a file of spec/vectors. Fields of bytes, all of which are called `body`, stand there in hexadecimal. */
export function vectors<Name extends keyof Vectors>(name: Name): Vectors[Name] {
  return JSON.parse(
    readFileSync(new URL(`../../../spec/vectors/${name}.json`, import.meta.url), 'utf8'),
    (key, value: unknown) => (key === 'body' ? fromHex(value as string) : value)
  ) as Vectors[Name]
}

export const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
