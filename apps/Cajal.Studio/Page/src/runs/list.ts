// The list of runs: a window on a sorted list that Studio holds, so that ten thousand rows cost as much as forty.

import { ask, sentence } from '../shared/ask';
import { choice, el, toggle } from '../shared/dom';
import { num, t } from '../shared/words';

export interface Summary { id: string; name: string; state: string; epochs: number; of?: number; steps: number; seconds?: number; changed: number; settings: Record<string, string>; figures: Record<string, number | string>; trouble?: string }
interface Part { all: number; total: number; unread: number; from: number; settings: string[]; figures: string[]; rows: Summary[]; took: number; folder: string }
interface Column { key: string; title: string; number: boolean; cell(run: Summary): string | HTMLElement }

export const signs: Record<string, string> = { training: '▶', finished: '✓', stopped: '❚❚', damaged: '✕', events: '≋' };
export const mostChosen = 12;

const rowHeight = 36, chunk = 100, mostSettings = 12;

/** The list; tells what is opened and what is chosen. */
export class RunList {
  readonly element = el('section', { class: 'panel' });
  readonly known = new Map<string, Summary>();
  readonly chosen = new Set<string>();
  opened = '';
  private readonly said = el('p', { class: 'alarm said', role: 'alert' });
  private readonly count = el('p', { class: 'quiet', role: 'status' });
  private readonly tools = el('div', { class: 'row' });
  private readonly head = el('thead', {});
  private readonly body = el('tbody', {});
  private readonly table = el('table', {}, this.head, this.body);
  private readonly window = el('div', { class: 'sheet runs-window', tabindex: 0 }, this.table);
  private readonly parts = new Map<number, Summary[]>();
  private part?: Part;
  private columns: Column[] = [];
  private text = '';
  private state = '';
  private sort = 'changed';
  private down = true;
  private withSettings = true;
  private asked = 0;
  private shownHead = '';
  private shownRows = '';

  constructor(private readonly changed: () => void) {
    this.window.addEventListener('scroll', () => this.rows());
    this.draw();
  }

  /** Words anew. */
  draw(): void {
    this.window.setAttribute('aria-label', t('runsRoom'));
    const search = el('input', { type: 'search', value: this.text, oninput: () => { this.text = search.value; this.anew(); } });
    const clear = el('button', { onclick: () => { this.chosen.clear(); this.rows(); this.tally(); this.changed(); } }, t('clear'));
    this.tools.replaceChildren(el('label', { class: 'field wide-field' }, el('span', {}, t('search')), search), choice(t('stateIs'), [['', t('all')], ...Object.keys(signs).map(s => [s, `${signs[s]} ${t(s)}`] as const)], this.state, v => { this.state = v; this.anew(); }),
      toggle(t('withSettings'), this.withSettings, v => { this.withSettings = v; this.shownHead = ''; this.heads(); this.rows(); }), clear);
    this.element.replaceChildren(el('h2', {}, this.part ? `${t('runsBelow')} ${this.part.folder}` : t('runsRoom')), this.tools, this.count, this.said, this.window, el('p', { class: 'quiet' }, t('listHelp')));
    this.shownHead = this.shownRows = '';
    this.heads();
    this.rows();
  }

  /** Looks again; what is seen is fetched anew. */
  async refresh(): Promise<void> { await this.fetch(Math.floor(this.first() / chunk), true); }

  private anew(): void { this.window.scrollTop = 0; void this.refresh(); }

  private first(): number { return Math.max(0, Math.floor(this.window.scrollTop / rowHeight)); }

  private async fetch(index: number, forget: boolean): Promise<void> {
    const turn = ++this.asked, query = new URLSearchParams({ text: this.text, state: this.state, sort: this.sort, down: String(this.down), from: String(index * chunk), count: String(chunk) });
    try {
      const part = await ask<Part>(`runs/list?${query}`);
      // A later question has a later answer.
      if (!part || (turn !== this.asked && forget)) return;
      if (forget) this.parts.clear();
      const title = this.part?.folder !== part.folder;
      this.part = part;
      this.parts.set(Math.floor(part.from / chunk), part.rows);
      for (const run of part.rows) this.known.set(run.id, run);
      const isFirst = !this.opened && part.rows.length > 0 && part.unread === 0;
      if (isFirst) this.chosen.add(this.opened = part.rows[0].id);
      this.said.textContent = '';
      this.tally();
      if (title) this.element.querySelector('h2')!.textContent = `${t('runsBelow')} ${part.folder}`;
      this.heads();
      this.rows();
      if (isFirst) this.changed();
    } catch (error) { this.said.textContent = sentence(error); }
  }

  // How many there are and how many are chosen.
  private tally(): void {
    const { part } = this;
    if (!part) return;
    this.count.textContent = part.all === 0 && part.unread === 0 ? t('noRuns') : `${part.total === 0 ? t('nothingFound') : `${part.total.toLocaleString('en')} / ${part.all.toLocaleString('en')}`}${part.unread ? ` · ${part.unread.toLocaleString('en')} ${t('reading')}` : ''} · ${num(part.took, 2)} ms · ${this.chosen.size} ${t('chosen')}`;
  }

  private heads(): void {
    const figures = this.part?.figures.slice(0, 4) ?? [], settings = this.withSettings ? this.part?.settings.slice(0, mostSettings) ?? [] : [];
    const shape = `${figures}|${settings}|${this.sort}|${this.down}`;
    if (shape === this.shownHead) return;
    this.shownHead = shape;
    this.columns = [
      { key: 'state', title: t('stateIs'), number: false, cell: r => `${signs[r.state]} ${t(r.state)}` },
      { key: 'epochs', title: t('epochs'), number: true, cell: r => r.state === 'events' ? '' : r.of && r.of !== r.epochs ? `${r.epochs} / ${r.of}` : String(r.epochs) },
      ...figures.map((f): Column => ({ key: `f:${f}`, title: t(f), number: true, cell: r => num(r.figures[f] as number) })),
      { key: 'seconds', title: t('seconds'), number: true, cell: r => num(r.seconds, 3) },
      { key: 'changed', title: t('changedAt'), number: false, cell: r => new Date(r.changed).toISOString().slice(0, 16).replace('T', ' ') },
      ...settings.map((s): Column => ({ key: `s:${s}`, title: `${s} =`, number: false, cell: r => r.settings[s] ?? '' })),
    ];
    const head = (key: string, title: string, number: boolean): HTMLElement => el('th', { class: number ? 'number' : '', 'aria-sort': this.sort === key ? this.down ? 'descending' : 'ascending' : 'none' },
      el('button', { title: `${t('sortBy')} ${title}`, onclick: () => { this.down = this.sort === key ? !this.down : key === 'changed'; this.sort = key; this.anew(); } }, `${title}${this.sort === key ? this.down ? ' ▼' : ' ▲' : ''}`));
    this.head.replaceChildren(el('tr', {}, el('th', { 'aria-label': t('choose') }, ''), head('name', t('runName'), false), ...this.columns.map(c => head(c.key, c.title, c.number))));
  }

  private rows(): void {
    const total = this.part?.total ?? 0, from = Math.max(0, this.first() - 8), to = Math.min(total, this.first() + Math.ceil(this.window.clientHeight / rowHeight) + 8), focus = (document.activeElement as HTMLElement | null)?.dataset.focus;
    // Rows that are the same stay, and with them the pointer that is about to click.
    const shape = JSON.stringify([from, to, total, [...this.chosen], this.opened, this.columns.map(c => c.title), Array.from({ length: Math.max(0, to - from) }, (_, i) => this.parts.get(Math.floor((from + i) / chunk))?.[(from + i) % chunk] ?? null)]);
    this.window.style.height = `min(46vh, ${Math.min(420, total * rowHeight + 60)}px)`;
    if (shape === this.shownRows) return;
    this.shownRows = shape;
    const gap = (rows: number): HTMLElement => el('tr', { 'aria-hidden': 'true', style: `height:${rows * rowHeight}px` });
    const made: HTMLElement[] = [];
    for (let i = from; i < to; i++) {
      const run = this.parts.get(Math.floor(i / chunk))?.[i % chunk];
      made.push(run ? this.row(run, i) : el('tr', { style: `height:${rowHeight}px` }, el('td', { colspan: this.columns.length + 2 }, '…')));
    }
    this.table.setAttribute('aria-rowcount', String(total + 1));
    this.body.replaceChildren(...from > 0 ? [gap(from)] : [], ...made, ...to < total ? [gap(total - to)] : []);
    if (focus) this.body.querySelector<HTMLElement>(`[data-focus='${focus}']`)?.focus({ preventScroll: true });
    for (let c = Math.floor(from / chunk); c * chunk < to; c++) if (!this.parts.has(c)) { this.parts.set(c, []); void this.fetch(c, false); }
  }

  private row(run: Summary, index: number): HTMLElement {
    const box = el('input', { type: 'checkbox', checked: this.chosen.has(run.id), 'data-focus': `box-${run.id}`, 'aria-label': `${t('choose')}: ${run.name}`, title: t('choose'), onchange: () => this.choose(run, box) });
    return el('tr', { class: run.id === this.opened ? 'on' : '', 'aria-rowindex': index + 2, style: `height:${rowHeight}px` }, el('td', {}, box),
      el('td', { title: run.trouble ?? run.name }, el('button', { 'data-focus': `name-${run.id}`, 'aria-pressed': String(run.id === this.opened), onclick: () => this.open(run) }, run.name)),
      ...this.columns.map(c => { const cell = c.cell(run); return el('td', { class: c.number ? 'number' : '', title: typeof cell === 'string' ? cell : undefined }, cell); }));
  }

  private choose(run: Summary, box: HTMLInputElement): void {
    if (box.checked && this.chosen.size >= mostChosen) { box.checked = false; this.said.textContent = t('mostChosen'); return; }
    this.said.textContent = '';
    if (box.checked) this.chosen.add(run.id);
    else this.chosen.delete(run.id);
    this.tally();
    this.changed();
  }

  private open(run: Summary): void {
    // One run that was shown alone makes room for the next.
    if (this.chosen.size === 1 && this.chosen.has(this.opened)) this.chosen.clear();
    this.opened = run.id;
    if (this.chosen.size < mostChosen) this.chosen.add(run.id);
    this.rows();
    this.tally();
    this.changed();
  }
}
