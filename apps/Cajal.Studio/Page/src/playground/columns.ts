// Of an own table: which column is learned, as what, and which columns are inputs.

import { choice, el } from '../shared/dom';
import type { Scene, State } from './wire';
import { t } from '../shared/words';

export function columnControls(scene: Scene, change: (patch: Partial<State>) => void): HTMLElement[] {
  const table = scene.table!;
  if (table.columns.length === 0) return [el('p', { class: 'quiet' }, `${table.values.length} ${t('columnsRead')}`)];
  const chosen = new Set(table.columns.filter(c => c.isInput).map(c => c.position));
  const target = choice(t('targetColumn'), table.columns.map(c => [String(c.position), c.name] as [string, string]), String(table.target), v => change({ target: Number(v), task: 'auto', columns: '', fixed: '', axisX: '', axisY: '', loss: 'auto', output: 'auto' }), 'data');
  target.title = t('targetHelp');
  const task = choice(t('task'), [['auto', `${t('auto')} (${t(table.isNumbers ? 'taskNumbers' : 'taskClasses')})`], ['classes', t('taskClasses')], ['numbers', t('taskNumbers')]], scene.state.task, v => change({ task: v, loss: 'auto', output: 'auto' }), 'data');
  task.title = t('taskHelp');
  return [target, task,
    el('div', { class: 'inputs', role: 'group', 'aria-label': t('inputs') }, ...table.columns.filter(c => c.position !== table.target).map(c => el('button', {
      class: chosen.has(c.position) ? 'on' : '', 'aria-pressed': chosen.has(c.position), disabled: Boolean(c.trouble), title: c.trouble ?? t('columnHelp'),
      onclick: () => { if (chosen.has(c.position)) chosen.delete(c.position); else chosen.add(c.position); change({ columns: [...chosen].sort((a, b) => a - b).join(',') || ',', fixed: '' }); },
    }, c.isNumbers ? c.name : `${c.name} (${c.different})`)))];
}
