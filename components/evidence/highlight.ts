import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** Colours are variables of code.css: one theme for light and dark. */
const theme = createCssVariablesTheme({ name: 'ink', variablePrefix: '--code-', fontStyle: false });

/** Each language is a chunk of its own, loaded when a text in it is opened. */
const LANGUAGES = {
  bash: () => import('shiki/langs/bash.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
} satisfies Record<string, LanguageInput>;
export type Language = keyof typeof LANGUAGES;

const ALIASES = new Map(
  Object.entries<Language>({
    sh: 'bash',
    shell: 'bash',
    zsh: 'bash',
    console: 'bash',
    ts: 'tsx',
    mts: 'tsx',
    typescript: 'tsx',
    js: 'tsx',
    mjs: 'tsx',
    cjs: 'tsx',
    jsx: 'tsx',
    javascript: 'tsx',
    jsonc: 'json',
    jsonl: 'json',
    py: 'python',
    rb: 'ruby',
    rs: 'rust',
    md: 'markdown',
    yml: 'yaml',
    vue: 'html',
    svelte: 'html',
    xml: 'html',
    scss: 'css',
  }),
);

/** The language of a fence's name or of a file's ending; null for one that is shown plain. */
export function languageOf(name: string): Language | null {
  const key = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (Object.hasOwn(LANGUAGES, key)) return key as Language;
  return ALIASES.get(key) ?? null;
}

/** Longer texts are shown plain: a regex grammar on a megabyte would stop the page. */
export const HIGHLIGHT_CHARS = 30_000;

export interface Token {
  text: string;
  colour: string | undefined;
}

let highlighter: Promise<HighlighterCore> | null = null;

/** Lines of coloured tokens; joined they are the code. */
export async function highlight(code: string, language: Language): Promise<Token[][]> {
  highlighter ??= createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) });
  const core = await highlighter;
  await core.loadLanguage(LANGUAGES[language]);
  const lines = core.codeToTokensBase(code, { lang: language, theme: 'ink' });
  return lines.map((line) => line.map((token) => ({ text: token.content, colour: token.color })));
}
