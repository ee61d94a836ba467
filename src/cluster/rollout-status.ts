import type { Deployment, Rollout } from '../app/ports/cluster-objects.ts'

/**
 * How far a rollout is, decided as `kubectl rollout status` decides it
 * (kubectl/pkg/polymorphichelpers/rollout_status.go, DeploymentStatusViewer): the controller must have seen the
 * newest spec; then every replica is updated, no old one is left, and every updated one is available.
 * A deployment past its progress deadline has failed, even if it may still recover.
 */
export function rolloutStatus(deployment: Deployment): Rollout {
  const { replicas, status } = deployment
  const going = (says: string): Rollout => ({ done: false, failed: false, says })
  if (deployment.generation > deployment.observedGeneration)
    return going('waiting for the controller to see the change')
  if (deployment.progressing === 'ProgressDeadlineExceeded')
    return {
      done: false,
      failed: true,
      says: `past its progress deadline with ${status.available} of ${replicas} pods available`,
    }
  if (status.updated < replicas) return going(`${status.updated} of ${replicas} pods are updated`)
  if (status.replicas > status.updated)
    return going(`${status.replicas - status.updated} old pods are still to go`)
  if (status.available < status.updated)
    return going(`${status.available} of ${status.updated} updated pods are available`)
  return {
    done: true,
    failed: false,
    says: `${replicas === 1 ? 'its only pod is' : `all ${replicas} pods are`} updated and available`,
  }
}
