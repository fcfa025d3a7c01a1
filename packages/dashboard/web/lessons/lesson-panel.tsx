import type { Lesson } from './lesson.js'
import type { Shown } from '../sources/shown.js'

export function LessonPanel({ lesson }: { readonly lesson: Lesson; readonly onShow: (shown: Shown) => void }) {
  return <p>{lesson.aim}</p>
}
