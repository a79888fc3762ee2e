// The Doctor's panel: what it found, on which numbers, and what to do.

import { el } from '../shared/dom';
import { evidenceItem } from '../shared/evidence';
import type { Advice, Finding } from './wire';
import { num, t } from '../shared/words';

export interface DoctorActions { ask(): void; try(finding: number, prescription: number): void; show(layers: number[]): void }

export class Doctor {
  readonly element = el('section', { class: 'panel doctor', 'data-part': 'doctor' });
  private advice?: Advice;
  private open = '';

  constructor(private readonly actions: DoctorActions) { }

  set(advice: Advice): void {
    if (JSON.stringify(advice) === JSON.stringify(this.advice)) return;
    this.advice = advice;
    this.draw();
  }

  draw(): void {
    const { advice } = this;
    const had = this.element.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : undefined;
    this.element.replaceChildren(el('div', { class: 'row' }, el('h2', {}, t('doctor')), el('button', { 'data-key': 'ask', onclick: () => this.actions.ask() }, t('ask'))),
      el('p', { 'aria-live': 'polite' }, !advice || (advice.findings.length === 0 && !advice.isFull) ? t('nothing') : advice.headline),
      ...(advice?.findings ?? []).map((f, i) => this.finding(f, i)));
    if (had) this.element.querySelector<HTMLElement>(`[data-key="${had}"]`)?.focus();
  }

  private finding(f: Finding, index: number): HTMLElement {
    const isOpen = this.open === f.code;
    const box = el('details', { class: `finding ${f.severity}`, open: isOpen, ontoggle: () => { if (box.open) this.open = f.code; else if (this.open === f.code) this.open = ''; } },
      el('summary', { 'data-key': f.code }, el('b', {}, `${f.code} ${f.name}`), ` (${t(f.severity)}): ${f.symptom}`),
      el('ul', {}, ...f.evidence.map(evidenceItem)), f.course ? course(f.course) : null,
      f.places.length ? el('p', {}, f.places.join(', ')) : null,
      f.causes.length ? el('p', {}, `${t('because')}: ${f.causes.join('; ')}`) : null,
      f.notExcluded.length ? el('p', { class: 'quiet' }, `${t('notExcluded')}: ${f.notExcluded.join(' ')}`) : null,
      el('div', { class: 'row' }, f.layers.length ? el('button', { 'data-key': `${f.code}-show`, onclick: () => this.actions.show(f.layers) }, t('showMe')) : null),
      el('ul', {}, ...f.prescriptions.map((p, k) => el('li', {}, `${p.text} `, p.canTry ? el('button', { 'data-key': `${f.code}-${k}`, onclick: () => this.actions.try(index, k) }, t('tryIt')) : null))));
    return box;
  }
}

// The evidence over time, as a small line.
function course(points: [number, number][]): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
  const xs = points.map(p => p[0]), ys = points.map(p => p[1]).filter(Number.isFinite), low = Math.min(...ys), high = Math.max(...ys), from = Math.min(...xs), to = Math.max(...xs);
  line.setAttribute('points', points.filter(p => Number.isFinite(p[1])).map(([x, y]) => `${((x - from) / (to - from || 1) * 200).toFixed(1)},${(38 - (y - low) / (high - low || 1) * 36).toFixed(1)}`).join(' '));
  svg.setAttribute('viewBox', '0 0 200 40');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${num(ys[0])} … ${num(ys[ys.length - 1])}`);
  svg.append(line);
  return svg;
}
