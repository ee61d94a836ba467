/** One value of a series: its name is the label `__name__`. */
export type Sample = { labels: Record<string, string>; value: number }
