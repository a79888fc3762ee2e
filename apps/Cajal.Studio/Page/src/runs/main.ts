// The room of runs: what training left in folders, live while it trains.

import '../shared/style.css';
import '../shared/looking.css';
import './style.css';
import './words';
import { el } from '../shared/dom';
import { roomHeader } from '../shared/room';
import { t } from '../shared/words';
import { RunCurves } from './curves';
import { RunDetails } from './details';
import { RunList } from './list';

const pause = 2000;
// The header first: it knows the language.
const header = roomHeader('runsRoom', () => draw());
const curves = new RunCurves(), details = new RunDetails(), list = new RunList(() => changed());

function changed(): void {
  curves.set([...list.chosen], new Map([...list.known].map(([id, run]) => [id, run.name])));
  details.set(list.known.get(list.opened));
}

function draw(): void {
  document.title = `${t('runsRoom')} · ${t('title')}`;
  list.draw();
  curves.draw();
  details.set(list.known.get(list.opened), true);
}

// A page that nobody sees asks for nothing.
async function live(): Promise<void> {
  if (!document.hidden) {
    await list.refresh();
    changed();
    if ([...list.chosen].some(id => ['training', 'events'].includes(list.known.get(id)?.state ?? ''))) await curves.load();
    if (list.known.get(list.opened)?.state === 'training') await details.follow().catch(() => undefined);
  }
  setTimeout(() => void live(), pause);
}

document.body.append(header, el('main', { class: 'looking' }, list.element, curves.element, details.element));
document.title = `${t('runsRoom')} · ${t('title')}`;
void live();
