import type { StandIn } from '../../../machine/stand-in.ts'

/** As `openssl s_client` ends where nobody says anything to it. */
export const openssl: StandIn = (args) =>
  args.join(' ') === 's_client -connect api.quantumrerank.com:443 -servername api.quantumrerank.com'
    ? {
        code: 0,
        stdout: [
          'CONNECTED(00000003)',
          'Certificate chain',
          ' 0 s:CN = api.quantumrerank.com',
          'Verify return code: 0 (ok)',
        ],
      }
    : { code: 1, stderr: ['connect: no such host'] }
