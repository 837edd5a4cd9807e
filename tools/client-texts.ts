// Finds what the client says without its texts, and texts that it does not say. It reads the sources
// as far as that needs and no further: what looks like words is taken for words.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { projectFiles } from './project-files.ts';

const CLIENT = 'apps/client/src/';
const TEXTS = `${CLIENT}texts/`;

/** A source of the client with its template. What only specs, the gallery of a developer and the texts themselves are made of is none. */
interface Part {
  readonly path: string;
  readonly code: string;
  readonly template: string;
}

/** A text of an area: `errors`, `refusals.busy.sentence`. */
export interface Text {
  readonly area: string;
  readonly key: string;
}

export function clientParts(): readonly Part[] {
  const files = projectFiles().filter((path) => path.startsWith(CLIENT));
  return files
    .filter(
      (path) => path.endsWith('.ts') && !/\.spec\.ts$|\/fake-[^/]*$|by-role|\/gallery\//.test(path),
    )
    .filter((path) => !path.startsWith(TEXTS) || path === `${TEXTS}naming.ts`)
    .map((path) => {
      const code = readFileSync(path, 'utf8');
      const html = path.replace(/\.ts$/, '.html');
      const template = files.includes(html) ? readFileSync(html, 'utf8') : inlineTemplate(code);
      return { path, code, template };
    });
}

/** What a part says in words of its own. */
export function ownWords({ code, template }: Pick<Part, 'code' | 'template'>): readonly string[] {
  return [...wordsOfTemplate(template), ...wordsOfCode(code)];
}

/** Every text of the English source. */
export function englishTexts(): readonly Text[] {
  return projectFiles()
    .filter((path) => path.startsWith(`${TEXTS}en/`))
    .filter((path) => !/(index|formats|start|whole)\.ts$/.test(path))
    .flatMap((path) => {
      const area = path.slice(`${TEXTS}en/`.length, -'.ts'.length);
      const source = parsed(readFileSync(path, 'utf8'));
      const consts = constsOf(source);
      const texts = consts.get(area);
      if (!texts) throw new Error(`${path} exports no object '${area}'`);
      return keysOf(texts, consts).map((key) => ({ area, key }));
    });
}

/**
 * Whether some part says a text: one that speaks of the area and of the text's name, or that reads by
 * a computed name a group which holds it, or the area itself while the name is a value somewhere.
 */
export function isSaid({ area, key }: Text, parts: readonly Part[]): boolean {
  const names = key.split('.');
  const capital = area.charAt(0).toUpperCase() + area.slice(1);
  const speaksOfArea = new RegExp(
    `\\)\\.${area}\\b|[tT]exts(\\(\\))?\\.${area}\\b|\\['${area}'\\]|\\b${capital}Texts\\b|{[^}]*\\b${area}\\b[^}]*} = inject\\(Texts\\)`,
  );
  const isValue = parts.some(({ code }) => code.includes(`'${String(names[0])}'`));
  const byComputedName = names.length === 1 ? /\bt(\(\))?\[/ : /\bt(\(\))?\[\w+\]\[/;
  return parts.some(({ code, template }) => {
    if (!speaksOfArea.test(code)) return false;
    const source = `${code}\n${template}`;
    if (isValue && byComputedName.test(source)) return true;
    return names.every((name, depth) => {
      const isNamed = new RegExp(`\\.${name}\\b|[[{,]\\s*['"]?${name}['"]?\\s*[\\]},]`);
      const isInGroup = (group: string) =>
        new RegExp(`\\.${group}(\\[|;|\\)|$)|{ ${group}: \\w+ }`, 'm').test(source);
      return isNamed.test(source) || names.slice(0, depth + 1).some(isInGroup);
    });
  });
}

/** Forms of a count that hold a value: where the number is to stand, a '#' of the value could be taken for it. */
export function valuesInForms(code: string): readonly string[] {
  const found: string[] = [];
  visit(parsed(code), (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'plural') return;
    for (const forms of node.arguments.slice(1))
      visit(forms, (part) => {
        if (ts.isTemplateExpression(part)) found.push(part.getText());
      });
  });
  return found;
}

/** The languages that there are texts in, in the order of their tags. */
export const languages = (): readonly string[] => [
  ...new Set(
    projectFiles().flatMap((path) =>
      path.startsWith(TEXTS) ? (/^([a-z]+)\//.exec(path.slice(TEXTS.length))?.[1] ?? []) : [],
    ),
  ),
];

/** What the page says before its code is there, by language. */
export function firstWords(
  html: string,
): readonly { readonly language: string; readonly claim: string; readonly what: string }[] {
  const each = /lang="([a-z]+)">\s*<p>([^<]*)<\/p>\s*<p>\s*([^<]*?)\s*<\/p>/g;
  return [...html.matchAll(each)].map(([, language = '', claim = '', what = '']) => ({
    language,
    claim,
    what: what.replace(/\s+/g, ' '),
  }));
}

/** The code of the texts in every language. */
export const textSources = (): readonly string[] =>
  projectFiles()
    .filter((path) => path.startsWith(TEXTS) && path.split('/').length > TEXTS.split('/').length)
    .map((path) => readFileSync(path, 'utf8'));

function inlineTemplate(code: string): string {
  let template = '';
  visit(parsed(code), (node) => {
    if (ts.isPropertyAssignment(node) && nameOf(node.name) === 'template')
      if (ts.isStringLiteralLike(node.initializer)) template += node.initializer.text;
  });
  return template;
}

/** Attributes that are read aloud or shown. */
const SPOKEN =
  /\s(?:aria-label|aria-description|alt|title|placeholder|label|matTooltip)="([^"]+)"/g;

function wordsOfTemplate(template: string): readonly string[] {
  const plain = template.replace(/<!--[^]*?-->/g, ' ');
  const spoken = [...plain.matchAll(SPOKEN)].map(([, words = '']) => words);
  const bound = [...plain.matchAll(/{{([^]*?)}}|\s\[[^\]]+\]="([^"]*)"/g)]
    .flatMap(([, shown = '', value = '']) => [...`${shown}${value}`.matchAll(/'([^']*)'/g)])
    .map(([, literal = '']) => literal)
    .filter(looksSpoken);
  const shown = plain
    .replace(/{{[^]*?}}/g, ' ')
    .replace(/<(?:[^>"']|"[^"]*"|'[^']*')*>/g, '\n')
    .replace(/@let\b[^;]*;/g, ' ')
    .replace(/@[a-z]+(?: if)?\s*(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*{/g, ' ')
    .split('\n')
    .map((line) => line.replace(/&[a-z]+;|[{}]/g, ' ').trim());
  return [...spoken, ...bound, ...shown].filter((words) => /\p{L}{2}/u.test(words));
}

function wordsOfCode(code: string): readonly string[] {
  const words: string[] = [];
  visit(parsed(code), (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node)) return;
    if (isForDevelopers(node)) return;
    if (looksSpoken(node.text)) words.push(node.text);
  });
  return words;
}

/** 'Try again', 'Connecting'; no key of the keyboard, and not what a drag of files calls itself. */
const looksSpoken = (literal: string): boolean =>
  /^\p{Lu}\p{Ll}*[ ,.:]+\p{L}|^\p{Lu}\p{Ll}+[.!?…]?$/u.test(literal) &&
  !/^(Enter|Escape|Home|End|Delete|Backspace|Tab|Space|Control|Shift|Alt|Meta|Ctrl|Files)$/.test(
    literal,
  );

/** What is thrown or logged, or names a type, a file to import or the name of a key in a storage. */
function isForDevelopers(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isThrowStatement(at) || ts.isImportDeclaration(at) || ts.isLiteralTypeNode(at))
      return true;
    if (ts.isNewExpression(at) && /Error$|^InjectionToken$/.test(at.expression.getText()))
      return true;
    if (ts.isCallExpression(at) && at.expression.getText().startsWith('console.')) return true;
    if (ts.isPropertyAssignment(at) && /^(template|styles)$/.test(nameOf(at.name))) return true;
  }
  return false;
}

function keysOf(
  texts: ts.ObjectLiteralExpression,
  consts: ReadonlyMap<string, ts.ObjectLiteralExpression>,
): readonly string[] {
  return texts.properties.flatMap((property) => {
    const name = property.name ? nameOf(property.name) : '';
    const value = ts.isShorthandPropertyAssignment(property)
      ? consts.get(name)
      : ts.isPropertyAssignment(property)
        ? property.initializer
        : undefined;
    const group = value && ts.isSatisfiesExpression(value) ? value.expression : value;
    return group && ts.isObjectLiteralExpression(group)
      ? keysOf(group, consts).map((key) => `${name}.${key}`)
      : [name];
  });
}

function constsOf(source: ts.SourceFile): ReadonlyMap<string, ts.ObjectLiteralExpression> {
  const consts = new Map<string, ts.ObjectLiteralExpression>();
  visit(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !node.initializer) return;
    const value = ts.isSatisfiesExpression(node.initializer)
      ? node.initializer.expression
      : node.initializer;
    if (ts.isObjectLiteralExpression(value)) consts.set(node.name.getText(), value);
  });
  return consts;
}

const nameOf = (name: ts.PropertyName): string =>
  ts.isStringLiteralLike(name) || ts.isIdentifier(name) ? name.text : name.getText();

const parsed = (code: string): ts.SourceFile =>
  ts.createSourceFile('part.ts', code, ts.ScriptTarget.ESNext, true);

function visit(node: ts.Node, seen: (node: ts.Node) => void): void {
  seen(node);
  node.forEachChild((child) => {
    visit(child, seen);
  });
}
