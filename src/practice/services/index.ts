import { nqba } from './nqba/index.ts'
import { photonicFoundry } from './photonic-foundry/index.ts'
import { qflare } from './qflare/index.ts'
import { qflow } from './qflow/index.ts'
import { quantumrerank } from './quantumrerank/index.ts'
import type { PracticeService } from './service.ts'

/** Every service that practice can stand in for. A new one is a folder and a line. */
export const services: readonly PracticeService[] = [nqba, photonicFoundry, qflare, qflow, quantumrerank]
