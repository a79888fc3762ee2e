// The panel of views: a tab for each; only the one that is open is asked for.

import { el } from '../shared/dom';
import type { Palette } from '../shared/palette';
import { isAnother, type Scene } from '../playground/wire';
import { t } from '../shared/words';
import { Judgement } from './judgement';
import { Matrices } from './matrices';
import type { ViewMessage } from './messages';
import { Pieces } from './pieces';
import { Spreads } from './spreads';
import { Surface } from './surface';
import type { Look, Surroundings, View } from './view';
import { Warp } from './warp';

export interface PanelActions { send(command: { do: string; [more: string]: unknown }): void; pin(row: number): void; mark(rows: number[]): void }

export class Panel {
  readonly element = el('section', { class: 'panel wide views', 'data-part': 'views' });
  private readonly title = el('h2', {});
  private readonly tabs = el('div', { class: 'row tabs', role: 'tablist' });
  private readonly body = el('div', { role: 'tabpanel', id: 'view' });
  private readonly hint = el('p', { class: 'quiet' });
  private readonly views: View[] = [new Warp(), new Spreads(), new Judgement(), new Surface(), new Pieces(), new Matrices()];
  private readonly looks = new Map<string, Look>(this.views.map(v => [v.name, v.start]));
  private readonly buttons: HTMLButtonElement[];
  private open?: View;
  private latest?: ViewMessage;
  private scene?: Scene;
  private pinned?: number;

  constructor(private palette: Palette, private readonly actions: PanelActions) {
    this.buttons = this.views.map(view => el('button', { role: 'tab', id: `tab-${view.name}`, 'aria-controls': 'view', 'aria-selected': 'false', 'data-view': view.name, onclick: () => this.show(this.open === view ? undefined : view) }));
    this.tabs.append(...this.buttons);
    this.tabs.addEventListener('keydown', e => this.key(e));
    this.element.append(el('div', { class: 'row' }, this.title, this.tabs), this.hint, this.body);
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** The view that is open; undefined for none. */
  get name(): string | undefined { return this.open?.name; }

  /** Opens a view by its name; none for any other. */
  openNamed(name: string): void { this.show(this.views.find(v => v.name === name)); }

  setPalette(palette: Palette): void { this.palette = palette; this.draw(); }
  setScene(scene: Scene): void { if (this.scene && isAnother(this.scene, scene)) this.latest = undefined; this.scene = scene; this.language(); this.draw(); }
  setPinned(row: number | undefined): void { this.pinned = row; this.draw(); }
  set(message: ViewMessage): void { if (message.is === this.open?.name) { this.latest = message; this.draw(); } }

  private language(): void {
    this.title.textContent = t('views');
    this.tabs.setAttribute('aria-label', t('views'));
    this.buttons.forEach((b, i) => { const name = this.views[i].name; b.textContent = t(`view-${name}`); b.title = t(`view-${name}-help`); });
    this.hint.textContent = this.open ? t(`view-${this.open.name}-help`) : t('viewsHint');
  }

  private show(view: View | undefined): void {
    if (view === this.open) return;
    if (this.open) { this.actions.send({ do: 'view', view: { name: this.open.name, away: true } }); this.open.leave?.(this.around()); }
    this.open = view;
    this.latest = undefined;
    this.buttons.forEach((b, i) => { const isOn = this.views[i] === view; b.classList.toggle('on', isOn); b.setAttribute('aria-selected', String(isOn)); b.tabIndex = isOn || (!view && i === 0) ? 0 : -1; });
    this.body.replaceChildren(...(view ? [view.element] : []));
    this.body.setAttribute('aria-labelledby', view ? `tab-${view.name}` : '');
    this.language();
    this.ask();
    this.draw();
  }

  private ask(): void { if (this.open) this.actions.send({ do: 'view', view: { name: this.open.name, ...this.looks.get(this.open.name) } }); }

  private around(): Surroundings {
    return { scene: this.scene!, palette: this.palette, pinned: this.pinned, pin: this.actions.pin, mark: this.actions.mark, look: patch => { this.looks.set(this.open!.name, { ...this.looks.get(this.open!.name), ...patch }); this.ask(); } };
  }

  private draw(): void { if (this.open && this.scene) this.open.draw(this.latest, this.around(), this.looks.get(this.open.name)!); }

  private key(e: KeyboardEvent): void {
    const at = this.buttons.indexOf(document.activeElement as HTMLButtonElement), by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (at < 0 || by === 0) return;
    const to = this.buttons[(at + by + this.buttons.length) % this.buttons.length];
    to.tabIndex = 0;
    to.focus();
    e.preventDefault();
    e.stopPropagation();
  }
}
