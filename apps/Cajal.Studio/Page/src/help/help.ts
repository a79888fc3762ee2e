// Help for everything on the page: "?" turns it on, then whatever is pointed at, touched or reached with Tab says what it is for.

import { el } from '../shared/dom';
import { addWords, t } from '../shared/words';
import { entries } from './entries';
import { roomEntries } from './rooms';

addWords({
  helpMode: ['Help', '帮助'], helpHint: ['Point at anything, touch it, or go there with Tab: its help is shown here, and it does nothing else. ? or Escape ends help.', '将指针移到、点按或用 Tab 键选中任意元素，其说明会显示在这里，不会触发操作。按 ? 或 Esc 退出帮助。'], close: ['Close', '关闭'],
});

const all = [...roomEntries, ...entries];

/** The help of an element: the nearest entry around it, its own title where there is none; undefined for what nothing is said of. */
export function helpOf(element: Element): string | undefined {
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
    const entry = all.find(e => at!.matches(e.where));
    if (entry) return entry.text[document.documentElement.lang.startsWith('zh') ? 1 : 0];
    const title = at.getAttribute('title');
    if (title) return title;
  }
  return undefined;
}

export class Help {
  readonly button = el('button', { 'data-part': 'help', onclick: () => this.toggle() }, '?');
  readonly element = el('aside', { class: 'help', role: 'status', 'aria-live': 'polite' });
  private readonly text = el('p', {});
  private readonly close = el('button', { onclick: () => this.toggle() }, '✕');
  private on = false;

  constructor() {
    this.element.append(this.text, this.close);
    this.element.hidden = true;
    for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, e => this.see(e));
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'click']) document.addEventListener(kind, e => this.stop(e), { capture: true, passive: false });
    document.addEventListener('keydown', e => { if (this.on && e.key === 'Escape') this.toggle(); });
  }

  draw(): void {
    this.button.title = t('helpMode');
    this.button.setAttribute('aria-label', t('helpMode'));
    this.close.setAttribute('aria-label', t('close'));
    if (this.on && this.text.dataset.shown === undefined) this.text.textContent = t('helpHint');
  }

  toggle(): void {
    this.on = !this.on;
    this.element.hidden = !this.on;
    document.body.classList.toggle('helping', this.on);
    this.button.classList.toggle('on', this.on);
    this.button.setAttribute('aria-pressed', String(this.on));
    delete this.text.dataset.shown;
    this.text.textContent = t('helpHint');
  }

  private isOwn(e: Event): boolean { return this.element.contains(e.target as Node) || this.button.contains(e.target as Node); }

  private see(e: Event): void {
    if (!this.on || this.isOwn(e) || !(e.target instanceof Element)) return;
    const help = helpOf(e.target);
    if (help && this.text.textContent !== help) { this.text.textContent = help; this.text.dataset.shown = ''; }
  }

  // While help is on, what is pressed is told about and does nothing.
  private stop(e: Event): void {
    if (!this.on || this.isOwn(e)) return;
    this.see(e);
    e.preventDefault();
    e.stopPropagation();
  }
}
