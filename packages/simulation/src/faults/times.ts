import type { Nanoseconds } from '@bellwire/runtime'

export const MICROSECOND: Nanoseconds = 1000
export const MILLISECOND: Nanoseconds = 1_000_000
