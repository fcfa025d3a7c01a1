import { expect, it } from 'vitest'
import { createRandom } from './create-random.js'
import { RandomError, TimeError } from './errors.js'
import { VirtualClock } from './virtual-clock.js'

it('refusals say as data, too, what was given and what is accepted', () => {
  const thrown = (action: () => unknown): unknown => {
    try {
      return action()
    } catch (error) {
      return error
    }
  }
  const time = thrown(() => new VirtualClock().run({ until: 0.5 }))
  expect(time).toBeInstanceOf(TimeError)
  const whole = 'an integer number of nanoseconds up to 9007199254740991'
  expect(time).toMatchObject({
    name: 'TimeError',
    code: 'TIME_INVALID',
    field: 'until',
    value: 0.5,
    accepted: whole,
    message: `until is 0.5; accepted: ${whole}`
  })
  const random = thrown(() => createRandom(1).stream('a//b'))
  expect(random).toBeInstanceOf(RandomError)
  const names = "one or more names separated by '/', none of them empty"
  expect(random).toMatchObject({
    name: 'RandomError',
    code: 'RANDOM_INVALID',
    field: 'path',
    value: 'a//b',
    accepted: names,
    message: `path is "a//b"; accepted: ${names}`
  })
})
