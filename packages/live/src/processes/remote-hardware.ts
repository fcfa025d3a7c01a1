import type { RemoteOptions } from '@bellwire/device'
import type { MessageChannel } from '@bellwire/transport'
import { dial } from '@bellwire/transport-websocket'
import { DeploymentError } from '../deployment/deployment-error.js'
import { DEVICE_MESSAGE_BYTES, DEVICE_PATH } from '../world/device-path.js'
import type { Service } from './service.js'

/**
 * Milliseconds before hardware is dialled again: nothing goes on without it, and few others dial it. Its server does not
 * dial, so that what is waited too long here is missing when it is back.
 */
const BACKOFF = { first: 100, last: 400 }

interface Remote {
  readonly up: boolean
  attach(channel: MessageChannel): void
  close(): void
}

/**
 * The hardware of a party, served by the world: found whenever the world is there, and lost while it is not.
 *
 * @param started called at the first session, when what the hardware can do is known; the process ends where it throws a
 * DeploymentError
 */
export function remoteHardware<R extends Remote>(
  service: Service,
  make: (options: RemoteOptions) => R,
  started: (remote: R) => void
): void {
  const { log, place, deployment } = service
  const { name } = place
  let reason = 'the world has not been found yet'
  let known = false
  const remote = make({
    name,
    watch: {
      connected: (incarnation) => {
        log.info('hardware up', { incarnation })
        if (known) return
        known = true
        try {
          started(remote)
        } catch (error) {
          if (!(error instanceof DeploymentError)) throw error
          service.giveUp(error)
        }
      },
      away: (why) => {
        reason = why
        log.warn('hardware away', { reason: why })
      },
      refused: (text) => log.warn('hardware refused a command', { reason: text })
    }
  })
  service.health.require(() => (remote.up ? undefined : `hardware away: ${reason}`))
  service.metrics.gauge('hardware_up', 'Whether the hardware can be reached', [], () => [{ value: remote.up ? 1 : 0 }])
  const { identity } = service
  const dialling = dial(`${service.urlOf(deployment.world)}${DEVICE_PATH}`, {
    ...(identity && { tls: identity, expected: deployment.world.name }),
    limits: { messageBytes: DEVICE_MESSAGE_BYTES },
    backoff: BACKOFF,
    connected: (channel) => remote.attach(channel),
    failed: (error) => {
      log[reason === error.message ? 'debug' : 'warn']('hardware not reached', { reason: error.message })
      reason = error.message
    }
  })
  service.onRenewal((material) => dialling.updateTls(material))
  service.onClose(() => {
    dialling.close()
    remote.close()
  })
}
