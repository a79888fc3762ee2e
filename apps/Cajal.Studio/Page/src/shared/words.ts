// Words in English and Chinese. Each room adds its own.

type Words = Record<string, [string, string]>;

const words: Words = {
  title: ['Cajal Studio', 'Cajal Studio'], language: ['Language', '语言'], theme: ['Theme', '主题'], light: ['light', '浅色'], dark: ['dark', '深色'], auto: ['automatic', '自动'], palette: ['Colours', '配色'],
  error: ['error', '错误'], warning: ['warning', '警告'], note: ['note', '提示'],
};

let column = 0;

/** Adds a room's words. */
export function addWords(more: Words): void {
  Object.assign(words, more);
}

export function setLanguage(language: string): string {
  const chosen = language || (navigator.language.startsWith('zh') ? 'zh' : 'en');
  column = chosen === 'zh' ? 1 : 0;
  const lang = chosen === 'zh' ? 'zh-Hans' : 'en';
  // Written again, it would have the whole page laid out again.
  if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  return chosen;
}

export const t = (key: string): string => words[key]?.[column] ?? key;

/** A number as people read it; a dash for what is none. */
export function num(value: number | undefined | null, digits = 4): string {
  if (value === undefined || value === null || typeof value !== 'number' || !Number.isFinite(value)) return typeof value === 'string' ? String(value) : '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-4 ? value.toExponential(Math.max(1, digits - 2)) : Number(value.toPrecision(digits)).toString();
  return text.replaceAll('-', '−');
}
