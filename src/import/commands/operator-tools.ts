import { asProgram } from './programs.ts'
import type { Recogniser } from './recogniser.ts'

/** By the words behind a program: what only looks, what changes. Anything else stays with people. */
type Tool = { reads: RegExp; changes: RegExp; here?: string }

const login = 'it needs a login where Muster runs: has it one, for this and no more?'
const addressed = 'does it reach this from where Muster runs?'

const tools: Record<string, Tool> = {
  helm: {
    reads: /^(?:list|ls|status|history|hist|get|show|search|version|diff)\b/,
    changes: /^(?:rollback|upgrade|install|uninstall|delete|test)\b/,
    here: login,
  },
  argocd: {
    reads: /^(?:app|appset|cluster|repo|proj) (?:get|list|history|diff|resources|manifests)\b|^version/,
    changes: /^app (?:sync|rollback|terminate-op|set|unset|delete|patch|actions run)\b/,
    here: login,
  },
  flux: {
    reads: /^(?:get|check|stats|tree|events|logs|version)\b/,
    changes: /^(?:reconcile|suspend|resume)\b/,
    here: login,
  },
  aws: {
    reads: /^[a-z0-9-]+ (?:describe|list|get|lookup|filter|batch-get)-|^s3 ls\b|^[a-z0-9-]+ ls\b/,
    changes:
      /^[a-z0-9-]+ (?:reboot|start|stop|terminate|update|modify|restore|failover|create|delete|put|set|run|scale|enable|disable|promote|reset|associate|disassociate|register|deregister|purge|send|invoke|attach|detach|copy|rotate|complete|suspend|resume)(?:-|$)/,
    here: login,
  },
  gcloud: {
    reads: / (?:list|describe|get-value|read)\b/,
    changes:
      / (?:restart|failover|update|patch|resize|reset|start|stop|delete|create|restore|rollback|set|promote-replica|suspend|resume|clone)\b/,
    here: login,
  },
  az: {
    reads: / (?:list|show)\b/,
    changes: / (?:restart|failover|update|scale|start|stop|delete|create|restore|deallocate|swap|set)\b/,
    here: login,
  },
  etcdctl: {
    reads: /^(?:endpoint (?:health|status|hashkv)|member list|alarm list|version|snapshot status)\b/,
    changes:
      /^(?:alarm disarm|defrag|compact|compaction|snapshot (?:save|restore)|member (?:add|remove|update)|move-leader|del|put)\b/,
    here: login,
  },
  rabbitmqctl: {
    reads: /^(?:list_\w+|status|cluster_status|environment|ping|node_health_check)\b/,
    changes: /^(?:stop_app|start_app|reset|purge_queue|delete_queue|forget_cluster_node|close_\w+|set_\w+)\b/,
    here: addressed,
  },
  nodetool: {
    reads:
      /^(?:status|info|tpstats|compactionstats|netstats|ring|describecluster|gossipinfo|proxyhistograms|tablestats)\b/,
    changes: /^(?:repair|cleanup|drain|flush|decommission|removenode|rebuild|compact|assassinate)\b/,
    here: addressed,
  },
  'redis-cli': {
    reads:
      /(?:^|\s)(?:ping|info|dbsize|slowlog (?:get|len)|client list|config get|memory (?:stats|usage|doctor)|cluster (?:info|nodes)|latency (?:doctor|latest)|ttl|type|exists|llen|scard|zcard|hlen|role|lastsave|sentinel (?:masters|slaves|replicas|get-master-addr-by-name))(?:\s|$)/i,
    changes:
      /(?:^|\s)(?:flushdb|flushall|del|unlink|config set|client kill|sentinel failover|failover|replicaof|slaveof|bgsave|expire|set|shutdown|script flush)(?:\s|$)/i,
    here: addressed,
  },
  dig: { reads: /./, changes: /^$/, here: addressed },
  nslookup: { reads: /./, changes: /^$/, here: addressed },
}

/** The scripts that come with Kafka. */
const kafka: Tool = {
  reads: /--(?:describe|list|version)\b/,
  changes: /--(?:alter|delete|create|execute|reset-offsets|bootstrap-server)\b/,
  here: addressed,
}

/** What shows a secret, or lets somebody in: nothing of it belongs into a channel. */
const secret =
  /secret|password|passwd|token|credential|login|kubeconfig|decrypt|\bauth\b|(?:^|\s)-a\s|--pass|\bssh\b|get-parameter/i

/** Tools that speak to a cluster, a cloud or a queue: programs to declare. */
export const operatorTools: Recogniser = (command) => {
  const [first] = command.parts
  const [program = '', ...args] = first?.words ?? []
  const script = /^(?:[\w./-]*\/)?kafka-[\w-]+(?:\.sh)?$/.test(program)
  const tool = script ? kafka : Object.hasOwn(tools, program) ? tools[program] : undefined
  if (!tool) return undefined
  if (secret.test(command.text)) return { kind: 'copy' }
  const said = script ? args.join(' ') : wordsOf(args).join(' ')
  const reads = tool.reads.test(said) && !(script && /--(?:alter|delete|create|execute)\b/.test(said))
  if (!reads && !tool.changes.test(said)) return { kind: 'copy' }
  return asProgram(command, reads, tool.here)
}

/** The words that are no flag, nor the value of one in front of the first word. */
function wordsOf(args: readonly string[]): string[] {
  const begins = args.findIndex((arg, n) => !arg.startsWith('-') && !(args[n - 1] ?? '').startsWith('-'))
  return args.slice(Math.max(0, begins)).filter((arg) => !arg.startsWith('-'))
}
