// The lessons' room: the list, and the lesson that the address names.

import '../shared/style.css';
import '../shared/drawings.css';
import './lessons.css';
import './words';
import { el } from '../shared/dom';
import { Palette } from '../shared/palette';
import { roomHeader } from '../shared/room';
import { t } from '../shared/words';
import { LessonView } from './lesson';
import { doneLessons, forgetDone } from './progress';
import { lessonOf, lessonTitles } from './wire';

let view: LessonView | undefined, shown = 0;

const list = el('nav', { class: 'panel lesson-list' }), room = el('div', { class: 'lesson-room' });
const language = (): string => document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
const palette = (): Palette => new Palette('orange-blue', document.documentElement.dataset.theme === 'dark');
const chosen = (): string => decodeURIComponent(location.hash.slice(1));
let drawnLanguage = '';

async function show(): Promise<void> {
  const mine = ++shown;
  drawnLanguage = language();
  try {
    const titles = await lessonTitles(language()), name = titles.some(l => l.name === chosen()) ? chosen() : titles[0]?.name;
    if (mine !== shown || name === undefined) return;
    const lesson = await lessonOf(name, language());
    if (mine !== shown) return;
    view?.dispose();
    const at = titles.findIndex(l => l.name === name), turn = (to: number, word: string, isNext: boolean): HTMLElement | null => titles[to] ? el('a', { class: 'turn', href: `#${titles[to].name}` }, isNext ? `${t(word)}: ${titles[to].title} →` : `← ${t(word)}: ${titles[to].title}`) : null;
    drawList(titles, name);
    view = new LessonView(lesson, language(), palette(), () => drawList(titles, name));
    document.title = `${lesson.title} · ${t('lessonsRoom')} · Cajal Studio`;
    room.replaceChildren(view.element, el('div', { class: 'row turns' }, turn(at - 1, 'previous', false), el('span', { class: 'space' }), turn(at + 1, 'next', true)));
  } catch (error) {
    if (mine === shown) room.replaceChildren(el('p', { class: 'alarm', role: 'alert' }, `${t('lessonBroken')} ${(error as Error).message}`));
  }
}

function drawList(titles: { name: string; title: string }[], name: string): void {
  const done = doneLessons(), count = titles.filter(l => done.has(l.name)).length;
  list.setAttribute('aria-label', t('allLessons'));
  const all = el('details', { open: window.innerWidth > 900 || undefined }, el('summary', {}, `${t('allLessons')} · ${count}/${titles.length} ${t('ofLessons')}`), el('p', { class: 'quiet' }, t('intro')), el('ol', {}, ...titles.map(l => el('li', {}, el('a', { href: `#${l.name}`, 'aria-current': l.name === name ? 'page' : undefined }, l.title),
    done.has(l.name) ? el('span', { class: 'tick', title: t('done') }, ' ✓', el('span', { class: 'for-reader' }, t('done'))) : null))), el('button', { onclick: () => { forgetDone(); drawList(titles, name); } }, t('forget')));
  list.replaceChildren(all);
}

const header = roomHeader('lessonsRoom', () => { if (language() !== drawnLanguage) void show(); else view?.recolour(palette()); });
window.addEventListener('hashchange', () => { void show(); window.scrollTo(0, 0); });
document.body.append(header, el('div', { class: 'lessons' }, list, room));
void show();
