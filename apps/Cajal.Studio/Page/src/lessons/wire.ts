// What the lessons' room asks; Lessons/Lesson.cs and Lessons/BenchAnswer.cs are the other end.

import { spoken } from '../shared/ask';
import type { Drawing } from '../shared/figures';

export interface Control { name: string; kind: 'number' | 'walk' | 'choice' | 'text' | 'points' | 'pixels'; start: string; least: number; most: number; step: number; options?: string[] }
export interface LessonControl { control: Control; label: string; help: string; optionLabels?: string[] }
export interface Check { number: string; comparison: '<' | '<=' | '>' | '>='; value: number }
export interface Lesson {
  name: string; title: string; bench: string; link: string; solution: Record<string, string>; intro: string[]; question: string; choices: string[]; right: number; reason: string[];
  try: string[]; controls: LessonControl[]; task: string[]; checks: Check[]; formula: string; formulaSays: string[]; code: string; printed: string;
}
export interface Answer { numbers: { name: string; label: string; value: number | string }[]; drawings: Drawing[]; says: string[] }

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return await answer.json() as T;
  const text = await answer.text();
  let said = text || `${answer.status}`;
  try { said = (JSON.parse(text) as { text: string }).text; } catch { /* It was no JSON: the text itself is shown. */ }
  throw new Error(said);
}

export const lessonTitles = async (language: string): Promise<{ name: string; title: string }[]> => read(await fetch(`lesson?language=${language}`, { headers: spoken() }));
export const lessonOf = async (name: string, language: string): Promise<Lesson> => read(await fetch(`lesson/${encodeURIComponent(name)}?language=${language}`, { headers: spoken() }));
export const askBench = async (bench: string, language: string, values: Record<string, string>, signal: AbortSignal): Promise<Answer> =>
  read(await fetch(`lesson/${bench}`, { method: 'POST', signal, headers: { ...spoken(), 'Content-Type': 'application/json' }, body: JSON.stringify({ language, values }) }));
