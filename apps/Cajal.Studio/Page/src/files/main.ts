// The room of files: opens ONNX and safetensors files and shows what is in them.

import '../shared/style.css';
import '../shared/looking.css';
import './words';
import { ask, sentence } from '../shared/ask';
import { el } from '../shared/dom';
import { type GraphView, graphPanel } from '../shared/graph';
import { roomHeader } from '../shared/room';
import { tensorPanel } from '../shared/tensors';
import { num, t } from '../shared/words';
import { type FileRow, differencePanel } from './difference';

interface FileList { files: FileRow[]; mostBytes: number; troubles: string[] }

// The header first: it knows the language.
const header = roomHeader('filesRoom', () => draw());
const main = el('main', { class: 'looking' }), said = el('p', { class: 'alarm said', role: 'alert' }), shown = el('div', {});
let list: FileList = { files: [], mostBytes: 0, troubles: [] }, current = new URLSearchParams(location.search).get('file') ?? '', read = false;

const size = (bytes: number): string => bytes >= 2 ** 30 ? `${num(bytes / 2 ** 30, 3)} GB` : bytes >= 1 << 20 ? `${num(bytes / (1 << 20), 3)} MB` : bytes >= 1024 ? `${num(bytes / 1024, 3)} kB` : `${bytes} B`;

async function send(files: Iterable<File>): Promise<void> {
  said.textContent = '';
  for (const file of files) {
    try {
      if (file.size > list.mostBytes) throw new Error(`${file.name}: ${size(file.size)} > ${size(list.mostBytes)}`);
      const row = await ask<FileRow>(`files/send?name=${encodeURIComponent(file.name)}`, { post: true, body: file });
      if (row) current = row.id;
    } catch (error) { said.textContent = sentence(error); }
  }
  await refresh();
}

async function refresh(): Promise<void> {
  try {
    list = (await ask<FileList>('files/list'))!;
    if (!read && list.troubles.length) said.textContent = list.troubles.join(' ');
    read = true;
  } catch (error) { said.textContent = sentence(error); }
  if (!list.files.some(f => f.id === current)) current = list.files[0]?.id ?? '';
  draw();
}

function chooser(): HTMLElement {
  const input = el('input', { type: 'file', multiple: true, accept: '.onnx,.safetensors', 'aria-label': t('chooseFile'), onchange: () => { if (input.files) void send(input.files); } });
  const drop = el('section', { class: 'panel drop' }, el('p', {}, t('dropHere')), input, el('p', { class: 'quiet' }, `${t('stays')} ${size(list.mostBytes)} ${t('orOpen')}`));
  drop.addEventListener('dragover', e => { e.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', e => { e.preventDefault(); drop.classList.remove('over'); if (e.dataTransfer) void send(e.dataTransfer.files); });
  return drop;
}

function table(): HTMLElement {
  const row = (f: FileRow): HTMLElement => el('tr', { class: f.id === current ? 'on' : '' }, el('td', { title: f.name }, f.name), el('td', {}, f.kind), el('td', { class: 'number' }, size(f.bytes)), el('td', { class: 'number' }, String(f.tensors)), el('td', { class: 'number' }, f.numbers.toLocaleString('en')),
    el('td', {}, el('button', { 'aria-pressed': String(f.id === current), onclick: () => { current = f.id; draw(); } }, t('look')), ' ', el('button', { onclick: () => void ask(`files/${f.id}/close`, { post: true }).then(refresh) }, t('close'))));
  return el('section', { class: 'panel' }, el('h2', {}, t('opened')), list.files.length === 0 ? el('p', { class: 'quiet' }, t('nothingOpen'))
    : el('div', { class: 'sheet' }, el('table', {}, el('thead', {}, el('tr', {}, el('th', {}, t('tensorName')), el('th', {}, t('kind')), el('th', { class: 'number' }, t('size')), el('th', { class: 'number' }, t('tensors')), el('th', { class: 'number' }, t('numbersIn')), el('th', {}, ''))), el('tbody', {}, ...list.files.map(row)))));
}

async function show(file: FileRow): Promise<void> {
  const graph = el('div', {});
  shown.replaceChildren(el('section', { class: 'panel' }, el('h2', {}, `${t('graphOf')} — ${file.name}`), ...file.facts.map(f => el('p', { class: 'quiet' }, f)), graph), el('section', { class: 'panel' }, el('h2', {}, `${t('tensors')} — ${file.name}`), tensorPanel(`files/${file.id}`, 'tensors')));
  if (file.kind !== 'onnx') { graph.replaceChildren(el('p', { class: 'quiet' }, t('noGraph'))); return; }
  let isLearned = false;
  const learn = async (): Promise<void> => {
    try { await ask(`files/${file.id}/shapes`, { post: true }); isLearned = true; await part(0); } catch (error) { graph.prepend(el('p', { class: 'alarm said', role: 'alert' }, sentence(error))); }
  };
  const part = async (from: number): Promise<void> => {
    try {
      const view = await ask<GraphView>(`files/${file.id}/graph?from=${from}`);
      if (view) graph.replaceChildren(graphPanel(view, next => void part(next), isLearned ? undefined : () => void learn()));
    } catch (error) { graph.replaceChildren(el('p', { class: 'alarm said' }, sentence(error))); }
  };
  await part(0);
}

function draw(): void {
  document.title = `${t('filesRoom')} · ${t('title')}`;
  main.replaceChildren(chooser(), said, table(), shown, differencePanel(list.files));
  const file = list.files.find(f => f.id === current);
  if (file) void show(file);
  else shown.replaceChildren();
}

document.body.append(header, main);
void refresh();
