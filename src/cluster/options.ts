export type ClusterOptions = {
  /** Path of a kubeconfig; without it and without `inCluster`, `KUBECONFIG` or `~/.kube/config`. */
  kubeconfig?: string
  context?: string
  /** Use the service account of the pod Muster runs in. */
  inCluster?: boolean
  requestTimeoutMs: number
  log?: { debug(fields: object, message: string): void }
}
