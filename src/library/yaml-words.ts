/** What the parser's error codes mean to somebody who writes a playbook. */
const meanings: Record<string, string> = {
  BAD_ALIAS: 'This alias (*name) has no anchor (&name) before it',
  BAD_INDENT: 'The indentation does not fit what stands above: align it, and close every bracket',
  BAD_SCALAR_START: 'Text cannot start with this character: put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'There are two keys on one line, or a ": " inside a text: put the text in quotes',
  BLOCK_IN_FLOW: 'An indented list or map cannot stand inside brackets',
  DUPLICATE_KEY: 'This key is here twice: keep one',
  IMPOSSIBLE: 'This is not YAML',
  KEY_OVER_1024_CHARS: 'This key is far too long: is a quote missing?',
  MISSING_CHAR: 'Something is missing here: a closing quote or bracket, a comma, or the ":" after a key',
  MULTILINE_IMPLICIT_KEY: 'A key has to stand on one line: is the indentation right?',
  TAB_AS_INDENT: 'Tabs cannot indent YAML: use spaces',
  UNEXPECTED_TOKEN: 'This does not belong here: check the indentation and the quotes around it',
}

export const sayYamlError = (code: string, message: string): string =>
  meanings[code] ?? `This is not valid YAML: ${message.split('\n', 1)[0]?.slice(0, 200)}`
