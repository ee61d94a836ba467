// Loaded before the bot: at SIGUSR2 two and a half minutes pass at once, for this process alone.
const jumpMs = 150_000
let ahead = 0

type Waiting = { timer: NodeJS.Timeout; fire(): void; dueAt: number }
const waiting = new Set<Waiting>()
const now = Date.now.bind(Date)

globalThis.Date = new Proxy(Date, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length > 0 ? args : [now() + ahead], self),
  get: (target, key) => (key === 'now' ? () => now() + ahead : Reflect.get(target, key)),
})

globalThis.setTimeout = new Proxy(setTimeout, {
  apply(set, self, [task, ms, ...rest]) {
    const one: Waiting = {
      fire() {
        waiting.delete(one)
        task(...rest)
      },
      dueAt: performance.now() + ms,
      timer: Reflect.apply(set, self, [() => one.fire(), ms]),
    }
    waiting.add(one)
    return one.timer
  },
})

globalThis.clearTimeout = new Proxy(clearTimeout, {
  apply(clear, self, [timer]) {
    for (const one of waiting) if (one.timer === timer) waiting.delete(one)
    return Reflect.apply(clear, self, [timer])
  },
})

process.on('SIGUSR2', () => {
  ahead += jumpMs
  const due = [...waiting].filter(({ dueAt }) => dueAt <= performance.now() + jumpMs)
  for (const { timer, fire } of due.sort((a, b) => a.dueAt - b.dueAt)) {
    clearTimeout(timer)
    setImmediate(fire)
  }
  process.stdout.write('later\n')
})
