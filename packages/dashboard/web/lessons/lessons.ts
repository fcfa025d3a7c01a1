import type { Lesson } from './lesson.js'

export type { Lesson } from './lesson.js'

/** The guided lessons, in their order. */
export const lessons: readonly Lesson[] = []
