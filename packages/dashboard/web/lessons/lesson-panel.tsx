import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useModel, useSession } from '../session/use-session.js'
import type { Shown } from '../sources/shown.js'
import { WorkerSource } from '../sources/worker-source.js'
import { FigureTable } from './figure-table.js'
import type { Course, Lesson } from './lesson.js'
import { lessons } from './lessons.js'
import { ScatterPlot } from './scatter-plot.js'

interface Props {
  readonly lesson: Lesson
  readonly onShow: (shown: Shown) => void
}

/** A lesson, step by step; what is to be done is checked in the running network. */
export function LessonPanel({ lesson, onShow }: Props) {
  const session = useSession()
  const model = useModel(200)
  const course = useMemo(() => lesson.begin(), [lesson])
  const [index, setIndex] = useState(0)
  const done = useRef(new Set<number>())
  useEffect(() => session.hear((message, now) => course.hear(message, now)), [session, course])
  usePlayedStep(course, index)
  const step = course.steps[index]
  if (step === undefined) return null
  if (model !== undefined && step.done(model)) done.current.add(index)
  const isDone = done.current.has(index)
  const next = lessons[lessons.indexOf(lesson) + 1]
  const isLast = index === course.steps.length - 1
  const scatter = course.scatter?.()
  return (
    <div class="lesson">
      <p class="lesson-count">
        Lesson {lessons.indexOf(lesson) + 1} of {lessons.length}, step {index + 1} of {course.steps.length}
      </p>
      <h2>{step.title}</h2>
      <div class="lesson-text">{step.text}</div>
      <p class={isDone ? 'task is-done' : 'task'} role="status">
        <span class="task-mark" aria-hidden="true">
          {isDone ? '✓' : ''}
        </span>
        <span>
          {step.task}
          {isDone && <span class="visually-hidden"> Done.</span>}
        </span>
      </p>
      <FigureTable figures={course.figures()} />
      {scatter !== undefined && <ScatterPlot {...scatter} />}
      <div class="lesson-steps">
        <button type="button" class="button" disabled={index === 0} onClick={() => setIndex(index - 1)}>
          Back
        </button>
        {!isLast && (
          <button type="button" class={isDone ? 'button is-main' : 'button'} onClick={() => setIndex(index + 1)}>
            {isDone ? 'Next' : 'Skip'}
          </button>
        )}
        {isLast && next !== undefined && (
          <button
            type="button"
            class={isDone ? 'button is-main' : 'button'}
            onClick={() => onShow({ kind: 'lesson', lesson: next })}
          >
            Next lesson: {next.title}
          </button>
        )}
        {isLast && next === undefined && isDone && <p class="hint">That was the last lesson. Well done.</p>}
      </div>
    </div>
  )
}

/** Plays the network of a step, where it is another one than that which is played. The first is played already. */
function usePlayedStep({ steps }: Course, index: number): void {
  const session = useSession()
  const play = steps.slice(0, index + 1).findLast((step) => step.play !== undefined)?.play
  const played = useRef(play)
  useEffect(() => {
    if (play === undefined || played.current === play) return
    played.current = play
    session.open(new WorkerSource(play))
  }, [session, play])
}
