// Node reads the page's TypeScript by what Vite builds it with: imports without an ending are .ts, styles are nothing. tsc checks the types when the page is built.

import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loaded a second time, in the thread where Node asks where modules are, this file is what answers.
if (new URL(import.meta.url).search === '') register(`${import.meta.url}?hooks`);

export async function resolve(name, context, next) {
  if (name.endsWith('.css')) return { url: 'data:text/javascript,', shortCircuit: true };
  return next(/^\.\.?\/(.*\/)?[^./]+$/.test(name) ? `${name}.ts` : name, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transformSync } = await import('rolldown/utils');
  const { code, errors } = transformSync(fileURLToPath(url), readFileSync(fileURLToPath(url), 'utf8'));
  if (errors.length > 0) throw new SyntaxError(`${url}: ${errors[0].message}`);
  return { format: 'module', source: code, shortCircuit: true };
}
