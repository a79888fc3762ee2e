// What the Doctor says of a run, with the evidence.

import { ask, sentence, shown } from '../shared/ask';
import { el } from '../shared/dom';
import { type Evidence, evidenceItem, evidenceText } from '../shared/evidence';
import { t } from '../shared/words';

interface Cause { name: string; for: string[]; against: string[] }
interface Finding { code: string; name: string; severity: string; symptom: string; evidence: Evidence[]; places: string[]; causes: Cause[]; prescriptions: string[]; figure?: number; consequences: Finding[] }
interface Findings { headline: string; findings: Finding[]; notes: string[] }

const marks: Record<string, string> = { error: '✕', warning: '▲', note: '●' };

function list(word: string, items: string[], ordered = false): HTMLElement[] {
  return items.length ? [el('h3', {}, t(word)), el(ordered ? 'ol' : 'ul', {}, ...items.map(i => el('li', {}, i)))] : [];
}

function findingView(id: string, f: Finding): HTMLElement {
  const dark = document.documentElement.dataset.theme === 'dark';
  return el('article', { class: `finding ${f.severity}` }, el('h3', {}, `${marks[f.severity]} ${f.code} ${f.name} (${t(f.severity)})`), el('p', {}, f.symptom), ...f.evidence.length ? [el('h3', {}, t('evidence')), el('ul', {}, ...f.evidence.map(evidenceItem))] : [],
    ...f.figure === undefined ? [] : [el('img', { class: 'evidence', src: `runs/${id}/evidence/${f.figure}?dark=${dark}&language=${shown()}`, alt: f.evidence[0] ? evidenceText(f.evidence[0]) : f.symptom, loading: 'lazy' })],
    ...list('places', f.places), ...list('causes', f.causes.map(c => [c.name, ...c.for.map(s => `+ ${s}`), ...c.against.map(s => `− ${s}`)].join(' '))), ...list('prescriptions', f.prescriptions, true), ...f.consequences.length ? [el('h3', {}, t('follows')), ...f.consequences.map(c => findingView(id, c))] : []);
}

/** The findings, and the button that asks for them anew. */
export async function findingsPanel(id: string): Promise<HTMLElement> {
  const body = el('div', { 'aria-live': 'polite' }), said = el('p', { class: 'alarm said', role: 'alert' });
  const show = (answer: Findings | undefined): void => body.replaceChildren(...answer ? [el('p', {}, el('b', {}, answer.headline)), ...answer.findings.map(f => findingView(id, f)), ...answer.notes.map(n => el('p', { class: 'quiet' }, n))] : [el('p', { class: 'quiet' }, t('noFindings'))]);
  const button = el('button', { title: t('diagnosing'), onclick: async () => {
    button.disabled = true;
    said.textContent = '';
    body.replaceChildren(el('p', {}, t('diagnosing')));
    try { show(await ask<Findings>(`runs/${id}/diagnose`, { post: true })); } catch (error) { said.textContent = sentence(error); show(undefined); }
    button.disabled = false;
  } }, t('diagnose'));
  show(await ask<Findings>(`runs/${id}/findings`));
  return el('div', {}, button, said, body);
}
