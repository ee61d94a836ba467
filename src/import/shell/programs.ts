/** Programs by which a line is known as a command, whatever else stands in it. */
const known =
  /^(?:sudo\s+\S|(?:kubectl|oc|curl|wget|docker|docker-compose|podman|psql|pg_\w+|mysql|mysqladmin|systemctl|service|journalctl|redis-cli|helm|helmfile|argocd|flux|istioctl|aws|gcloud|gsutil|az|etcdctl|consul|nomad|vault|terraform|ansible|ansible-playbook|ssh|scp|rsync|git|make|kafka-[\w-]+(?:\.sh)?|nodetool|rabbitmqctl|mongo|mongosh|nginx|haproxy|df|du|free|uptime|ps|ss|netstat|dig|nslookup|ping|telnet|nc|openssl|top|iostat|vmstat|lsof|dmesg|cat|tail|head|grep|ls|rm|cp|mv|kill|pkill|bash|sh|python3?|node|ruby|npm|crictl|ctr|virsh|ip|iptables)(?:\s+\S|$))/

/** Words with nothing of prose or of a query in them. */
const shaped = /^(?:\.{0,2}\/)?[a-z][\w./-]*(?:\s+[^\s,;]+)+$/

/** Whether a span of code is something to type into a shell. */
export const isCommand = (code: string): boolean =>
  known.test(code)
    ? /\s/.test(code) || /^(?:uptime|top|free)$/.test(code)
    : shaped.test(code) && /\s-{1,2}[a-z]|^(?:\.{0,2}\/)|^[a-z]+(?:-[a-z]+)+ [a-z]/.test(code)

/** Whether a row of a script begins as a command does. */
export const startsAsCommand = (row: string): boolean => known.test(row.trim())
