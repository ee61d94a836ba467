// Prints what it was given, exactly, and where it runs.
process.stdout.write(
  `${JSON.stringify({ argv: process.argv.slice(2), env: process.env, cwd: process.cwd() })}\n`,
)
