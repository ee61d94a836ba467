import fc from 'fast-check'

// The same examples every time, so that a failure is somebody's change and not somebody's luck.
// To look further, give another seed: SEED=$RANDOM npm test
fc.configureGlobal({ seed: Number(process.env.SEED ?? 42) })
