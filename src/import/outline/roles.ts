import type { Rhythm } from '../../domain/playbook.ts'

/** What a section is by its title. */
const phaseName =
  /^(?:detection|detect|symptoms?|assessment|initial (?:response|assessment|actions?|triage|steps?|checks?|investigation|mitigation)|immediate|first|triage|diagnos|investigat|mitigat|resolution|resolve|remediat|solutions?|fix\b|recovery|recover|verif|validat|post[- ]|pre[- ]|during\b|before\b|after\b|prevent|contain|eradicat|escalat|communicat|follow[- ]?up|check|checks|checklist|actions?|steps?|procedure|response|rollback(?: plan| steps)?$|expected|cleanup|clean up|manual|automat|success|\w+ steps$|maintenance tasks|additional|evidence|erkennung|sofortma|diagnose|analyse|untersuchung|behebung|lösung|maßnahmen|wiederherstellung|prüfung|überprüfung|nachbereitung|eskalation|vorgehen|ablauf|détection|résolution|vérification|procédure|prévention|escalade|diagnóstico|resolución|mitigación|solución|verificación|recuperación|procedimiento|pasos|detección)/i

/** "(0-15 minutes)", "Within 24 hours", "First 5 minutes". */
const timed = /\(.*\b(?:\d+\s*[-–+]?\s*\d*\+?)\s*(?:min|minutes?|h|hours?|days?)\b.*\)/i

/** "Step 2", "Schritt 2": a part, whatever it is called. */
const numbered = /^(?:step|schritt|étape|etape|paso|passo|fase|stap|steg|krok|шаг|teil)\s*\d+/i

export const isNumberedStep = (title: string): boolean => numbered.test(title)

/** A part of a response. "Recovery" is one, "Recovery procedures" are a chapter. */
export const isPhase = (title: string): boolean =>
  timed.test(title) ||
  /\bphase\b/i.test(title) ||
  isNumberedStep(title) ||
  isExplanation(title) ||
  (phaseName.test(title) && !chapter.test(title))

const chapter =
  /\bprocedures\b|^(?:verify|check|fix) \w+ \w+ \w+|^(?:backup|communication) |^response times?$|^check\w* \w+ \w+$/i

/** Meaning, impact, background: read before the steps. */
export const isExplanation = (title: string): boolean =>
  /^(?:(?:full |alert |problem |business |customer |user )?(?:meaning|impact|summary|description|background|overview|introduction|about|purpose|context|severity|scope|goals?|objectives?|assumptions)|(?:(?:possible|common|likely|potential|probable|typical|root) )?causes?|what (?:it|this|does)\b.*|why (?:it|this)\b.*|when to use.*|zweck|ziel|bedeutung|auswirkung(?:en)?|hintergrund|übersicht|überblick|beschreibung|geltungsbereich|gültigkeitsbereich|grundannahmen|ursachen?|contexte|objectif|signification|aperçu|conséquences|(?:description|impact) .*|alert (?:information|details?|info)|metadata|metadaten|quick reference|key facts|(?:important )?notes?|significado|impacto|descripción|resumen|contexto|propósito|objetivo|causas)(?![\p{L}\p{N}])(?! (?:analysis|assessment|check|review))/iu.test(
    title,
  )

export const isDetection = (title: string): boolean =>
  /^(?:detection|how to detect|detect|(?:observed |typical )?symptoms?|alerts?|triggers?|erkennung|symptome|auslöser|symptômes?(?: observés)?|síntomas)(?: (?:and|&|und|et|y) \w+)?$/iu.test(
    title,
  )

/** Facts about the service rather than something to do. */
export const isFact = (title: string): boolean =>
  /severit(?:y|ies)|incident classification|\bcontacts?\b|on-?call|escalation|thresholds?|\bmetrics?\b(?! review)|\bkpis?\b|baselines?|operating ranges|dashboards?|\bslas?\b|\bslos?\b|alert (?:levels|management)|critical alerts|communication channels|vendor|\bcomponents\b|architecture|requirements|prerequisites|response times?|internal resources|auto-?scaling (?:settings|configuration)|schedule$|(?:quick|useful|important|helpful)? ?links$|\bdependenc(?:y|ies)\b|service overview|pager policy|design decisions|alert tiers|kontakte|ansprechpartner|schweregrade|voraussetzungen|prérequis|contactos|niveles de severidad|security event types|health check endpoints|warning alerts|current .*settings/i.test(
    title,
  ) &&
  !/\b(?:review|rotat|response procedure|incident response|runbooks?|playbooks?|guide|handbook|manual|failed|failing|failures?|missing|down|stale)\b/i.test(
    title,
  )

/** Whom to call, and how soon: the service's, wherever it stands. */
export const isPromise = (title: string): boolean =>
  /^(?:[\w-]+ )?contacts?(?: \w+)?$|^kontakte$|^ansprechpartner$|^contactos$|^severity (?:levels|definitions|matrix)$|^schweregrade$|^pager policy$|^alert tiers\b|^escalation (?:matrix|levels|path|contacts)$|^on-?call (?:rotation|schedule|contacts)$|^slas?$/i.test(
    title,
  )

/** Something that has happened, or that somebody wants to know: what stands below answers it. */
export const isSituation = (title: string): boolean =>
  (/\?$|^how (?:to|do)\b/i.test(title) ||
    /\b(?:is|are|keeps?|gets?|cannot|can't|won't|failed|failing|fails|down|stuck|unavailable|unreachable|outage|expired|missing|failure|failover|lag|leak|exhausted|exhaustion|crash)\b/i.test(
      title,
    )) &&
  !/\b(?:procedures|runbooks?|playbooks?|operations|issues|problems|alerts|incidents|scenarios|tasks|commands|troubleshooting)\b/i.test(
    title,
  )

/** Says nothing to do and nothing about the service. */
export const isMatter = (title: string): boolean =>
  /^(?:table of contents|contents|toc|runbook index|index|document(?:ation)? (?:version|updates?|history|control)|change ?log|revision history|additional resources|references?|see also|related(?: \w+)?|(?:additional|further|recommended) (?:reading|information|links)|inhaltsverzeichnis|weiterführende.*|ablageort|änderungshistorie|table des matières|sommaire|références|índice|referencias|documentation|training materials|tools and utilities|glossary|license)$/i.test(
    title,
  )

const rhythms: [RegExp, Rhythm][] = [
  [/\bhourly\b|every hour/i, 'hour'],
  [/end of shift|start of shift|shift (?:change|handover)/i, 'shift'],
  [/\bdaily\b|every (?:day|morning|evening)|\bmorning\b/i, 'day'],
  [/\bweekly\b|every (?:week|sunday|monday|friday|saturday)|\bsundays?\b/i, 'week'],
  [/\bmonthly\b|each month|of the month|every month/i, 'month'],
  [/\bquarterly\b/i, 'quarter'],
  [/\b(?:annual(?:ly)?|yearly)\b/i, 'year'],
]

/** How often a routine is gone through, by its title or what stands behind "Frequency:". */
export function rhythmOf(text: string): Rhythm | undefined {
  // "First Sunday of each month" is monthly.
  if (/of (?:each|every|the) month/i.test(text)) return 'month'
  return rhythms.find(([pattern]) => pattern.test(text))?.[1]
}
