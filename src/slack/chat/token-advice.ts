export type TokenVariable = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'

/** Slack's names for a token that it does not take. */
const REFUSALS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'team_access_not_granted',
])

export const isTokenRefused = (error: string): boolean => REFUSALS.has(error)

const FIX: Record<TokenVariable, string> = {
  SLACK_BOT_TOKEN:
    'Copy the Bot User OAuth Token (xoxb-…) from “Install App” in the app’s settings; reinstall the app if there is none.',
  SLACK_APP_TOKEN:
    'Create an app-level token (xapp-…) with the scope connections:write under “Basic Information” in the app’s settings, and switch Socket Mode on.',
}

/** One sentence that names the variable at fault, and one that says what to do. */
export const tokenAdvice = (variable: TokenVariable, error: string): string =>
  `Slack does not accept ${variable} (${error}). ${FIX[variable]}`
