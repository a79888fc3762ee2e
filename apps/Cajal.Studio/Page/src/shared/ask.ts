// Asks Studio for figures; what it cannot give comes with a sentence that says why.

/** The language that is shown: Studio answers in it. */
export const shown = (): string => document.documentElement.lang;

/** The same as a header of a question. */
export const spoken = (): Record<string, string> => ({ 'Accept-Language': shown() });

/** The answer to a question; undefined where there is nothing. */
export async function ask<T>(address: string, options: { post?: boolean; body?: Blob; signal?: AbortSignal } = {}): Promise<T | undefined> {
  const answer = await fetch(address, { method: options.post || options.body ? 'POST' : 'GET', body: options.body, signal: options.signal, headers: spoken() });
  if (answer.status === 204) return undefined;
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) as T : undefined;
  let said = text;
  try { said = (JSON.parse(text) as { text: string }).text; } catch { /* A sentence as it is. */ }
  throw new Error(said || `${answer.status} ${answer.statusText}`);
}

/** What an error says. */
export const sentence = (error: unknown): string => error instanceof Error ? error.message : String(error);
