// What is known of one run, part by part.

import { ask, sentence, shown } from '../shared/ask';
import { el } from '../shared/dom';
import { type GraphView, graphPanel } from '../shared/graph';
import { tensorPanel } from '../shared/tensors';
import { num, t } from '../shared/words';
import { findingsPanel } from './findings';
import { histogramsPanel, layersPanel } from './layers';
import { type Summary, signs } from './list';
import { projectionPanel } from './projection';

interface About { summary: Summary; settings: { name: string; value: string; reason?: string }[]; sentence?: string; judgedOn?: string; figures: { name: string; judged?: number; training?: number }[]; baselines: string[]; missing: { part: string; sentence: string }[] }
interface Network { layers: { path: string; type: string; output: string; parameters: number; multiplyAdds: number }[]; parameters: number; graph?: GraphView; notes: string[] }
interface Worst { note: string; what: string; columns: string[]; rows: { row: number; loss?: number; target: string; answer: string; picture?: string; made?: string; before?: string; cells: string[] }[] }

const sheet = (heads: string[], numbers: number[], rows: (string | HTMLElement)[][]): HTMLElement => el('div', { class: 'sheet', tabindex: 0 }, el('table', {}, el('thead', {}, el('tr', {}, ...heads.map((h, i) => el('th', { class: numbers.includes(i) ? 'number' : '' }, h)))),
  el('tbody', {}, ...rows.map(r => el('tr', {}, ...r.map((c, i) => el('td', { class: numbers.includes(i) ? 'number' : i === r.length - 1 ? 'wraps' : '' }, c)))))));

async function overview(id: string): Promise<HTMLElement> {
  const a = (await ask<About>(`runs/${id}/about`))!;
  return el('div', {}, el('p', {}, `${signs[a.summary.state]} ${t(a.summary.state)}. ${a.sentence ?? t('notYet')}`), ...a.summary.trouble ? [el('p', { class: 'alarm said' }, a.summary.trouble)] : [],
    ...a.figures.length ? [sheet(a.figures.some(f => f.training !== undefined) ? [t('figure'), a.judgedOn ?? '', t('ofTraining')] : [t('figure'), a.judgedOn ?? ''], [1, 2], a.figures.map(f => [f.name, num(f.judged), ...a.figures.some(g => g.training !== undefined) ? [num(f.training)] : []]))] : [],
    ...a.baselines.length ? [el('h3', {}, t('baselines')), el('ul', {}, ...a.baselines.map(b => el('li', {}, b)))] : [],
    ...a.settings.length ? [el('h3', {}, t('setting')), sheet([t('setting'), t('value'), t('reason')], [], a.settings.map(s => [s.name, s.value, s.reason ?? '']))] : []);
}

/** Why a part has nothing to show, of what is no run of Cajal. */
async function lacking(id: string, part: string): Promise<HTMLElement> {
  const a = (await ask<About>(`runs/${id}/about`))!;
  return el('p', { class: 'quiet' }, a.missing.find(m => m.part === part)?.sentence ?? '');
}

async function network(id: string): Promise<HTMLElement> {
  const body = el('div', {}), open = el('button', { onclick: async () => {
    try { const file = await ask<{ id: string }>(`runs/${id}/open`, { post: true }); if (file) location.href = `files?file=${file.id}`; } catch (error) { open.after(el('p', { class: 'alarm said' }, sentence(error))); }
  } }, t('openWeights'));
  const part = async (from: number): Promise<void> => {
    const n = (await ask<Network>(`runs/${id}/network?from=${from}`))!;
    body.replaceChildren(...n.notes.map(note => el('p', { class: 'quiet' }, note)),
      ...n.layers.length ? [sheet([t('layer'), t('type'), t('output'), t('parameters'), t('multiplyAdds')], [3, 4], [...n.layers.map(l => [l.path, l.type, l.output, l.parameters.toLocaleString('en'), l.multiplyAdds.toLocaleString('en')]), [t('inAll'), '', '', n.parameters.toLocaleString('en'), '']])] : [],
      ...n.graph ? [el('h3', {}, t('graphOf')), graphPanel(n.graph, next => void part(next))] : []);
  };
  await part(0);
  return el('div', {}, body, el('h3', {}, t('weightsOf')), open, tensorPanel(`runs/${id}`, 'weights'));
}

const png = (data: string, alt: string): HTMLElement => el('img', { src: `data:image/png;base64,${data}`, alt, width: 96, height: 96 });

async function worst(id: string): Promise<HTMLElement> {
  const w = (await ask<Worst>(`runs/${id}/worst`))!, hasPictures = w.rows.some(r => r.picture), hasBefore = w.rows.some(r => r.before), line = (word: string, text: string): (string | HTMLElement)[] => text ? [el('br', {}), `${t(word)} ${text}`] : [];
  const pictures = (): HTMLElement => el('div', { class: 'pictures' }, ...w.rows.map(r => el('figure', {}, png(r.picture!, `${t(w.what)} ${r.row}: ${r.target}`), ...r.made ? [png(r.made, `${t('restored')}: ${t(w.what)} ${r.row}`)] : [],
    el('figcaption', {}, `${t(w.what)} ${r.row}`, ...line('target', r.target), ...line('answered', r.answer), el('br', {}), `${t('loss')} ${num(r.loss)}`))));
  const table = (): HTMLElement => sheet([t(w.what), t('loss'), ...hasBefore ? [t(w.what === 'state' ? 'looksLike' : 'before')] : [], t('target'), t('answered'), ...w.columns], [0, 1], w.rows.map(r => [r.row.toLocaleString('en'), num(r.loss), ...hasBefore ? [el('span', { class: 'before' }, r.before ?? '')] : [], r.target, r.answer, ...r.cells]));
  return el('div', {}, el('p', { class: 'quiet' }, w.note), ...w.rows.length === 0 ? [] : [hasPictures ? pictures() : table()]);
}

const parts: readonly (readonly [string, (id: string) => Promise<HTMLElement>])[] = [['overview', overview], ['layers', layersPanel], ['histograms', histogramsPanel], ['findings', findingsPanel], ['network', network], ['projection', projectionPanel], ['worst', worst]];

export class RunDetails {
  readonly element = el('section', { class: 'panel' });
  private run?: Summary;
  private part = 'overview';
  private turn = 0;

  /** Another run, or other words. */
  set(run: Summary | undefined, force = false): void {
    if (!force && this.run?.id === run?.id && this.run?.state === run?.state) return;
    this.run = run;
    this.draw();
  }

  /** What changes while a run trains; nothing that somebody is at. */
  async follow(): Promise<void> {
    const { run, turn, part } = this;
    if (!run || (part !== 'overview' && part !== 'layers') || this.element.querySelector('#run-part')?.contains(document.activeElement)) return;
    const made = await parts.find(([n]) => n === part)![1](run.id);
    if (turn === this.turn) this.element.querySelector('#run-part')?.replaceChildren(made);
  }

  draw(): void {
    const { run } = this;
    this.element.hidden = !run;
    if (!run) return;
    const body = el('div', { role: 'tabpanel', id: 'run-part', 'aria-label': t(this.part) }, el('p', { class: 'quiet' }, t('computing')));
    const tabs = parts.map(([name]) => el('button', { role: 'tab', 'aria-selected': String(name === this.part), 'aria-controls': 'run-part', tabindex: name === this.part ? 0 : -1, 'data-part-name': name, onclick: () => this.go(name) }, t(name)));
    const bar = el('div', { class: 'tabs', role: 'tablist', 'aria-label': run.name }, ...tabs);
    bar.addEventListener('keydown', e => {
      const by = ({ ArrowRight: 1, ArrowLeft: -1 } as Record<string, number>)[e.key];
      if (!by) return;
      e.preventDefault();
      this.go(parts[(parts.findIndex(([n]) => n === this.part) + by + parts.length) % parts.length][0]);
    });
    this.element.replaceChildren(el('h2', {}, run.name), el('div', { class: 'row' }, bar, ...run.state === 'events' ? [] : [el('a', { class: 'report', href: `runs/${run.id}/report?language=${shown()}`, target: '_blank', title: t('openReport') }, `${t('report')} ↗`)]), body);
    const turn = ++this.turn;
    const made = run.state === 'events' && this.part !== 'overview' ? lacking(run.id, this.part) : parts.find(([n]) => n === this.part)![1](run.id);
    void made.catch((error: unknown) => el('p', { class: 'alarm said', role: 'alert' }, sentence(error))).then(shown => { if (turn === this.turn) body.replaceChildren(shown); });
  }

  private go(part: string): void {
    this.part = part;
    this.draw();
    this.element.querySelector<HTMLElement>(`[data-part-name='${part}']`)?.focus();
  }
}
