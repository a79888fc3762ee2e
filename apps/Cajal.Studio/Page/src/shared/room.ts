// What every room of Studio has above it: the way to the other rooms, the language and the theme.

import { Help } from '../help/help';
import { choice, el } from './dom';
import { addWords, setLanguage, t } from './words';

addWords({
  playgroundRoom: ['Playground', '游乐场'], lessonsRoom: ['Lessons', '课程'], drawRoom: ['Draw a digit', '手写数字'], runsRoom: ['Runs', '训练记录'], filesRoom: ['Files', '模型文件'], rooms: ['Rooms of Studio', 'Studio 页面'],
});

/** Where each room is and what it is called. */
const rooms: readonly (readonly [string, string])[] = [['./', 'playgroundRoom'], ['./lessons', 'lessonsRoom'], ['./draw', 'drawRoom'], ['./runs', 'runsRoom'], ['./files', 'filesRoom']];

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Links to the rooms; the one that is shown is marked. */
export function roomLinks(here: string): HTMLElement {
  return el('nav', { class: 'rooms', 'aria-label': t('rooms') }, ...rooms.map(([address, word]) => el('a', { href: address, 'aria-current': word === here ? 'page' : undefined }, t(word))));
}

/** Whether a theme ('' asks the machine) is dark. */
export const isDark = (theme: string): boolean => theme ? theme === 'dark' : dark.matches;

/** The header of a room that has no link of its own to keep language and theme in: the browser keeps them. */
export function roomHeader(here: string, redraw: () => void): HTMLElement {
  const header = el('header', {}), help = new Help(), kept = (name: string): string => localStorage.getItem(`cajal-${name}`) ?? '';
  const keep = (name: string, value: string): void => { localStorage.setItem(`cajal-${name}`, value); draw(); redraw(); };
  const draw = (): void => {
    const language = setLanguage(kept('language'));
    document.documentElement.dataset.theme = isDark(kept('theme')) ? 'dark' : 'light';
    header.replaceChildren(el('h1', {}, t('title')), roomLinks(here), el('span', { class: 'space' }),
      choice(t('language'), [['en', 'English'], ['zh', '中文']], language, value => keep('language', value), 'language'),
      choice(t('theme'), [['', t('auto')], ['light', t('light')], ['dark', t('dark')]], kept('theme'), value => keep('theme', value), 'theme'), help.button);
    help.draw();
  };
  document.body.dataset.room = here;
  // Behind all that the room puts there.
  queueMicrotask(() => document.body.append(help.element));
  document.addEventListener('keydown', e => { if (e.key === '?' && !e.ctrlKey && !e.metaKey && !e.altKey && !(e.target as HTMLElement).closest('input, select, textarea')) help.toggle(); });
  dark.addEventListener('change', () => { draw(); redraw(); });
  draw();
  return header;
}
