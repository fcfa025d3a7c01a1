import { cutoffLesson } from './cutoff.js'
import { heraldLesson } from './herald.js'
import { keyLesson } from './key.js'
import type { Lesson } from './lesson.js'
import { memoryLesson } from './memory.js'
import { swappingLesson } from './swapping.js'

/** The guided lessons, in their order. */
export const lessons: readonly Lesson[] = [heraldLesson, memoryLesson, swappingLesson, cutoffLesson, keyLesson]
