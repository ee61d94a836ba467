import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { health, isDown, machine, services } from '../programs/state.ts'
import { files } from './files.ts'
import { fails, plain, programOf, says } from './matching.ts'
import { compose } from './volumes.ts'

function healthCheck(world: World): Answered {
  const now = world.clock.now()
  const state = health(world, now)
  const down = services.filter((one) => isDown(world, one, now))
  const told = services.map((one) => `${one}: ${down.includes(one) ? 'DOWN' : 'ok'}`)
  return down.length === 0 && state === 'healthy'
    ? says(...told, 'all is healthy')
    : fails(...told, `application: ${state}`)
}

/** Scripts of the foundry's repository, and programs of its machine. None of them mends what scenarios break. */
export const tools: Record<string, StandIn> = {
  'health-check.sh': programOf('health-check.sh', [
    [/(?:--services-only)?/, (_, world) => healthCheck(world)],
    plain(/--docker-only/, 'docker 27.1.1: ok'),
    plain(/--system-only/, '8 processors: ok', '32 GB of memory: ok', 'python 3.11: ok'),
  ]),
  'setup.sh': programOf('setup.sh', [plain(/(?:)/, 'environment: as the repository says')]),
  'backup.sh': programOf('backup.sh', [
    [
      /(?:)/,
      (_, world) => {
        const day = new Date(world.clock.now()).toISOString().slice(0, 10).replaceAll('-', '')
        return says(`database_${day}.sql: 212 MB`, `config_${day}.tar.gz: 84 kB`)
      },
    ],
  ]),
  'collect_metrics.py': programOf('collect_metrics.py', [plain(/(?:)/, '41 series of 24 h written')]),
  'dependency_health_check.py': programOf('dependency_health_check.py', [
    plain(/(?:)/, '84 dependencies, 6 behind, none unsafe'),
  ]),
  'performance_report.py': programOf('performance_report.py', [
    plain(/(?:)/, 'p95 6.9 s (week before: 7.1 s)', '145 models per hour', '98.4 % converted'),
  ]),
  'capacity_report.py': programOf('capacity_report.py', [
    plain(/(?:)/, 'CPU 41 %, memory 59 %, disk 61 %', 'disk is full in 7 months'),
  ]),
  make: programOf('make', [
    plain(/--directory=\/opt\/photonic-foundry security-scan/, 'bandit: 0 high', 'safety: 0 known'),
    plain(/--directory=\/opt\/photonic-foundry docker-build/, 'built photonic-foundry:1.4.1'),
  ]),
  'docker-compose': programOf('docker-compose', compose),
  ...files,
  ping: programOf('ping', [plain(/-c 3 8\.8\.8\.8/, '3 packets transmitted, 3 received, 0% packet loss')]),
  netstat: programOf('netstat', [
    plain(
      /-tulpn/,
      'Active Internet connections (only servers)',
      'tcp        0      0 0.0.0.0:8000            0.0.0.0:*               LISTEN      812/docker-proxy',
      'tcp        0      0 0.0.0.0:8888            0.0.0.0:*               LISTEN      844/docker-proxy',
      'tcp        0      0 0.0.0.0:9090            0.0.0.0:*               LISTEN      861/docker-proxy',
    ),
  ]),
  uptime: programOf('uptime', [
    [
      /(?:)/,
      (_, world) => {
        const { cpu } = machine(world, world.clock.now())
        return says(
          `02:10:41 up 88 days,  4:02,  1 user,  load average: ${(cpu / 12.5).toFixed(2)}, 2.90, 2.71`,
        )
      },
    ],
  ]),
  openssl: programOf('openssl', [
    plain(
      /s_client -connect \S+ -servername \S+/,
      'subject=CN=your-domain.com',
      'Verify return code: 0 (ok)',
    ),
  ]),
  nmap: programOf('nmap', [
    plain(/--script ssl-enum-ciphers -p 443 \S+/, 'TLSv1.2: A', 'TLSv1.3: A', 'least strength: A'),
  ]),
  bandit: programOf('bandit', [plain(/-r \S+/, 'No issues identified.')]),
  safety: programOf('safety', [plain(/check --file=\S+/, 'No known security vulnerabilities found.')]),
}
