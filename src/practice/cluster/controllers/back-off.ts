const waitsMs = [0, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000]

/** How long a kubelet waits after so many failures: ten seconds, doubled each time, five minutes at most. */
export const backOffMs = (failures: number): number => waitsMs[failures] ?? 300_000
