import { useModel, useSession } from '../session/use-session.js'
import { formatSpeed, formatTime } from './format.js'
import { NextIcon, PauseIcon, PlayIcon } from './icons.js'

/** Speeds of the slider, powers of ten. */
const SLOWEST = -6
const FASTEST = 1
/** A step is this share of what passes in a second. */
const STEP = 0.1
const NANOSECONDS_PER_SECOND = 1e9

/** Time: how fast it passes, whether it does, and what time it is. */
export function PaceBar() {
  const session = useSession()
  const model = useModel(50)
  if (model === undefined || !model.network.controls.includes('pace')) return null
  const { paused, speed, reached, time } = model.pace
  const { controls, duration } = model.network
  const lags = !paused && reached > 0 && reached < 0.7 * speed
  return (
    <div class="pace" role="toolbar" aria-label="Time">
      <button
        type="button"
        class="button is-round is-main"
        aria-label={paused ? 'Go on' : 'Pause'}
        onClick={() => session.send({ type: 'pace', paused: !paused })}
      >
        {paused ? <PlayIcon /> : <PauseIcon />}
      </button>
      {controls.includes('step') && (
        <button
          type="button"
          class="button is-round"
          aria-label="One step"
          onClick={() =>
            session.send({ type: 'step', by: Math.max(1, Math.round(speed * STEP * NANOSECONDS_PER_SECOND)) })
          }
        >
          <NextIcon />
        </button>
      )}
      <label class="pace-speed">
        <span class="visually-hidden">Speed</span>
        <input
          type="range"
          min={SLOWEST}
          max={FASTEST}
          step="0.1"
          value={Math.log10(speed)}
          aria-valuetext={formatSpeed(speed)}
          onInput={({ currentTarget }) => session.send({ type: 'pace', speed: 10 ** Number(currentTarget.value) })}
        />
        <output class="number">
          {formatSpeed(speed)}
          {lags && <span class="hint"> · reached {formatSpeed(reached)}</span>}
        </output>
      </label>
      {duration !== undefined && controls.includes('seek') && (
        <label class="pace-seek">
          <span class="visually-hidden">Moment</span>
          <input
            type="range"
            min="0"
            max={duration}
            step="any"
            value={time}
            aria-valuetext={formatTime(time)}
            onInput={({ currentTarget }) => session.send({ type: 'seek', to: Number(currentTarget.value) })}
          />
        </label>
      )}
      <output class="pace-time number" aria-label="Time of the network">
        {formatTime(time)}
      </output>
    </div>
  )
}
