// Loaded when the first block of code is shown: the grammars are larger than the rest of the chat.
import { common, createLowlight } from 'lowlight';

/** A stretch of code, and what it is to its language; undefined where it is nothing special. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind | undefined;
}

export type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'added' | 'removed';

/** The scopes of highlight.js, as few as can be told apart in a chat. */
const KINDS: ReadonlyMap<string, TokenKind> = new Map([
  ...(['keyword', 'built_in', 'literal', 'type', 'meta', 'selector-tag', 'tag'] as const).map(
    (scope) => [scope, 'keyword'] as const,
  ),
  ...(['string', 'regexp', 'char', 'link', 'quote', 'attr-value'] as const).map(
    (scope) => [scope, 'string'] as const,
  ),
  ...(['number', 'symbol', 'variable', 'template-variable', 'selector-id'] as const).map(
    (scope) => [scope, 'number'] as const,
  ),
  ...(['title', 'name', 'section', 'attr', 'attribute', 'property', 'selector-class'] as const).map(
    (scope) => [scope, 'name'] as const,
  ),
  ['comment', 'comment'],
  ['doctag', 'comment'],
  ['addition', 'added'],
  ['deletion', 'removed'],
]);

const lowlight = createLowlight(common);

/** The code in its tokens; one where the language is not known. */
export function coloured(code: string, language: string): readonly Token[] {
  if (!lowlight.registered(language)) return [{ text: code, kind: undefined }];
  const tokens: Token[] = [];
  collect(lowlight.highlight(language, code).children, undefined, tokens);
  return tokens;
}

/** What is collected here of a tree of hast. */
type Node = ReturnType<typeof lowlight.highlight>['children'][number];

function collect(nodes: readonly Node[], kind: TokenKind | undefined, into: Token[]): void {
  for (const node of nodes) {
    if (node.type === 'text') into.push({ text: node.value, kind });
    else if (node.type === 'element')
      collect(node.children, kindOf(node.properties.className) ?? kind, into);
  }
}

/** Of 'hljs-title function_' the first tells. */
function kindOf(classNames: unknown): TokenKind | undefined {
  const [first] = Array.isArray(classNames) ? (classNames as readonly unknown[]) : [];
  return typeof first === 'string' ? KINDS.get(first.replace('hljs-', '')) : undefined;
}
