// A control of a bench as people move it.

import { el } from '../shared/dom';
import { PixelPad, PointPad } from '../shared/pads';
import { t } from '../shared/words';
import type { LessonControl } from './wire';

const walkMilliseconds = 500;

export interface Handle { readonly element: HTMLElement; readonly value: string; set(value: string): void; dispose?(): void }

/** Makes the control. */
export function controlFor(c: LessonControl, changed: () => void): Handle {
  switch (c.control.kind) {
    case 'choice': return choiceControl(c, changed);
    case 'text': return textControl(c, changed);
    case 'points': return pointsControl(c, changed);
    case 'pixels': return pixelsControl(c, changed);
    default: return sliderControl(c, changed);
  }
}

const label = (c: LessonControl, ...more: (Node | null)[]): HTMLElement => el('label', { class: 'field', title: c.help || c.label, 'data-control': c.control.name }, el('span', {}, c.label), ...more);

function sliderControl(c: LessonControl, changed: () => void): Handle {
  const { least, most, step, start, kind } = c.control, places = (String(step).split('.')[1] ?? '').length;
  const range = el('input', { type: 'range', min: least, max: most, step, value: start, 'aria-label': c.label });
  const typed = el('input', { type: 'number', min: least, max: most, step: 'any', value: start, 'aria-label': `${c.label}: ${least} … ${most}`, class: 'typed' });
  const put = (value: number): void => {
    const inside = Math.max(least, Math.min(most, Number(value.toFixed(Math.max(places, kind === 'walk' ? 0 : 4)))));
    range.value = typed.value = String(kind === 'walk' ? Math.round(inside) : inside);
    changed();
  };
  range.addEventListener('input', () => put(range.valueAsNumber));
  typed.addEventListener('change', () => put(Number.isFinite(typed.valueAsNumber) ? typed.valueAsNumber : Number(start)));
  let timer = 0;
  const halt = (): void => { clearInterval(timer); timer = 0; play.textContent = `▶▶ ${t('walkOn')}`; };
  const play = el('button', { title: t('walkOn'), onclick: () => {
    if (timer) { halt(); return; }
    if (Number(typed.value) >= most) put(least);
    play.textContent = `❚❚ ${t('halt')}`;
    timer = window.setInterval(() => { put(Number(typed.value) + 1); if (Number(typed.value) >= most) halt(); }, walkMilliseconds);
  } }, `▶▶ ${t('walkOn')}`);
  const walk = kind === 'walk' ? el('div', { class: 'row' }, el('button', { 'aria-label': `${c.label}: ${t('stepBack')}`, title: t('stepBack'), onclick: () => put(Number(typed.value) - 1) }, '◀'),
    el('button', { class: 'step-on', 'aria-label': `${c.label}: ${t('stepOn')}`, title: t('stepOn'), onclick: () => put(Number(typed.value) + 1) }, `▶ ${t('stepOn')}`), play) : null;
  const element = el('div', { class: 'field slider', title: c.help || c.label, 'data-control': c.control.name }, el('span', {}, c.label), el('div', { class: 'pair' }, range, typed), walk, c.help ? el('small', { class: 'quiet' }, c.help) : null);
  return { element, get value() { return typed.value; }, set: value => { halt(); range.value = typed.value = value; }, dispose: halt };
}

function choiceControl(c: LessonControl, changed: () => void): Handle {
  const select = el('select', { onchange: changed }, ...c.control.options!.map((o, i) => el('option', { value: o, selected: o === c.control.start }, c.optionLabels?.[i] ?? o)));
  return { element: label(c, select, c.help ? el('small', { class: 'quiet' }, c.help) : null), get value() { return select.value; }, set: value => { select.value = value; } };
}

function textControl(c: LessonControl, changed: () => void): Handle {
  const input = el('input', { type: 'text', maxlength: c.control.most, value: c.control.start, oninput: changed });
  return { element: label(c, input), get value() { return input.value; }, set: value => { input.value = value; } };
}

function pointsControl(c: LessonControl, changed: () => void): Handle {
  const pad = new PointPad(c.control.least, c.control.most, changed, `${c.label}. ${t('drawPoints')}`);
  const element = el('div', { class: 'field', 'data-control': c.control.name }, el('span', {}, c.label), pad.canvas, el('small', { class: 'quiet' }, t('drawPoints')), el('button', { onclick: () => pad.clear() }, t('clearPad')));
  return { element, get value() { return pad.text; }, set: () => pad.clear() };
}

function pixelsControl(c: LessonControl, changed: () => void): Handle {
  const side = c.control.least, pad = new PixelPad(side, 1.2, () => changed(), `${c.label}. ${t('drawPicture')}`);
  const file = el('input', { type: 'file', accept: 'image/*', title: t('uploadHelp'), onchange: () => { if (file.files?.[0]) void inkOf(file.files[0], side).then(ink => pad.set(ink)); file.value = ''; } });
  const element = el('div', { class: 'field', 'data-control': c.control.name }, el('span', {}, c.label), pad.canvas, el('small', { class: 'quiet' }, t('drawPicture')), el('button', { onclick: () => pad.clear() }, t('clearPad')),
    el('label', { class: 'field' }, el('span', {}, t('upload')), file, el('small', { class: 'quiet' }, t('uploadHelp'))));
  return { element, get value() { return pad.isEmpty ? '' : pad.text; }, set: () => pad.clear() };
}

// A picture in grey, as large as the pad; one on a light ground is turned round, since ink is what counts.
async function inkOf(file: File, side: number): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(file), canvas = el('canvas', { width: side, height: side }), to = canvas.getContext('2d')!;
  const scale = side / Math.max(bitmap.width, bitmap.height);
  to.fillStyle = '#fff';
  to.fillRect(0, 0, side, side);
  to.drawImage(bitmap, (side - bitmap.width * scale) / 2, (side - bitmap.height * scale) / 2, bitmap.width * scale, bitmap.height * scale);
  bitmap.close();
  const data = to.getImageData(0, 0, side, side).data, grey = Uint8ClampedArray.from({ length: side * side }, (_, i) => 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]);
  const border = Array.from({ length: side }, (_, i) => [grey[i], grey[side * side - 1 - i], grey[i * side], grey[i * side + side - 1]]).flat(), isLight = border.reduce((a, b) => a + b, 0) / border.length > 127;
  return grey.map(v => isLight ? 255 - v : v);
}
