import { useModel } from '../session/use-session.js'
import { formatCount, formatTime } from './format.js'

/** What has happened that matters, newest first. */
export function EventLog() {
  const model = useModel(250)
  if (model === undefined || model.log.entries.length === 0) return <p class="empty">Nothing has happened yet.</p>
  const { dropped = 0 } = model.pace
  return (
    <>
      {dropped > 0 && (
        <p class="hint">{formatCount(dropped)} messages and steps of machines were too many to be shown.</p>
      )}
      <ol class="log" aria-label="Events, newest first">
        {model.log.entries.map(({ n, time, at, text, kind }) => (
          <li key={n} class={`is-${kind}`}>
            <time class="number">{formatTime(time)}</time>
            <span class="log-at">{at}</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
