// Which class is taken for which, how well a score ranks, whether a probability holds what it says, and the worst answers.

import { choice, el } from '../shared/dom';
import { css } from '../shared/palette';
import { num, t } from '../shared/words';
import { Chart, colours, dashes, inkOf, rangeOf } from './chart';
import type { JudgementView, ViewMessage } from './messages';
import type { Look, Surroundings, View } from './view';

export class Judgement implements View {
  readonly name = 'judgement';
  readonly start: Look = { part: 'test' };
  readonly element = el('div', {});
  private readonly head = el('div', { class: 'row' });
  private readonly metrics = el('span', {});
  private readonly table = el('div', { class: 'scrolls' });
  private readonly ranking = new Chart(0, true);
  private readonly reliability = new Chart(0, true);
  private readonly answers = new Chart(0, true);
  private readonly worst = el('div', { class: 'worst' });
  private key = '';
  private worstKey = '';

  constructor() { this.element.append(this.head, el('div', { class: 'charts' }, el('div', {}, this.table, this.worst), this.ranking.element, this.reliability.element, this.answers.element)); }

  draw(message: ViewMessage | undefined, around: Surroundings, look: Look): void {
    if (message?.is !== 'judgement') return;
    // Points for validation can be judged where there are some.
    const parts = around.scene.state.validation > 0 ? ['train', 'validation', 'test'] : ['train', 'test'], chosen = parts.includes(look.part ?? '') ? look.part! : message.part;
    const key = `${parts.length}|${chosen}|${document.documentElement.lang}`;
    if (key !== this.key) {
      this.key = key;
      this.head.replaceChildren(choice(t('judgedOn'), parts.map(part => [part, t(`${part}Points`)] as [string, string]), chosen, part => around.look({ part }), 'judged'), this.metrics);
    }
    this.metrics.textContent = `${message.count} ${t(`${message.part}Points`)}: ${message.metrics.map(m => `${t(`metric-${m.name}`)} ${num(m.value, 4)}`).join(', ')}`;
    this.confusion(message, around);
    this.roc(message, around);
    this.calibration(message);
    this.scatter(message, around);
    this.worstOnes(message, around);
  }

  leave(around: Surroundings): void { around.mark([]); this.worstKey = ''; }

  private confusion({ confusion }: JudgementView, { palette, scene }: Surroundings): void {
    this.table.hidden = !confusion;
    if (!confusion) return;
    const name = (c: number) => scene.classNames[c] ?? `${t('class')} ${c + 1}`;
    this.table.replaceChildren(el('table', { class: 'confusion' }, el('caption', {}, t('confusionHelp')),
      el('thead', {}, el('tr', {}, el('td', {}), ...confusion.map((_, j) => el('th', { scope: 'col', title: name(j) }, `→ ${j + 1}`)))),
      el('tbody', {}, ...confusion.map((row, i) => {
        const all = row.reduce((a, b) => a + b, 0) || 1;
        return el('tr', {}, el('th', { scope: 'row' }, scene.classNames[i] ? `${i + 1} ${name(i)}` : name(i)), ...row.map((count, j) => el('td', { style: `background:${css(palette.signed((i === j ? 0.3 : -0.3) * count / all))}` }, i === j ? el('b', {}, String(count)) : String(count))));
      }))));
  }

  private roc({ rankings }: JudgementView, { scene }: Surroundings): void {
    this.ranking.element.hidden = !rankings?.length;
    const frame = rankings?.length ? this.ranking.frame([0, 1], [0, 1.02], [t('falseShare'), t('recall')]) : undefined;
    if (!frame || !rankings) return;
    frame.line([0, 0, 1, 1], inkOf(this.ranking.canvas), 1, [2, 4]);
    rankings.forEach((r, i) => frame.line(r.falseShare.flatMap((f, k) => [f, r.recall[k]]), colours[i % colours.length], 2.4, dashes[i % dashes.length]));
    this.ranking.say(`${t('roc')}: ${rankings.map(r => `${scene.classes > 2 ? `${t('class')} ${r.class + 1} ` : ''}${num(r.area, 4)}`).join(', ')}. ${t('rocHelp')}`);
  }

  private calibration({ reliability }: JudgementView): void {
    this.reliability.element.hidden = false;
    if (!reliability) { this.reliability.canvas.hidden = true; this.reliability.say(t('noProbabilities')); return; }
    this.reliability.canvas.hidden = false;
    const frame = this.reliability.frame([0, 1], [0, 1.02], [t('said'), t('rightShare')]);
    if (!frame) return;
    frame.line([0, 0, 1, 1], inkOf(this.reliability.canvas), 1, [2, 4]);
    const most = Math.max(1, ...reliability.bins.map(b => b.count));
    frame.line(reliability.bins.flatMap(b => [b.said, b.right]), colours[1], 1.8);
    for (const b of reliability.bins) { frame.to.beginPath(); frame.to.arc(frame.px(b.said), frame.py(b.right), 3 + 8 * Math.sqrt(b.count / most), 0, 7); frame.to.fillStyle = colours[1]; frame.to.globalAlpha = 0.6; frame.to.fill(); frame.to.globalAlpha = 1; }
    this.reliability.say(`${t('reliability')}: ${t('calibrationError')} ${num(reliability.error, 3)}; ${t('chance')} ${num(reliability.chance, 3)}, ${t('seldom')} ${num(reliability.seldom, 3)}. ${t('reliabilityHelp')}`);
  }

  private scatter({ answers }: JudgementView, { palette }: Surroundings): void {
    this.answers.element.hidden = !answers;
    if (!answers) return;
    this.reliability.element.hidden = true;
    const range = rangeOf(answers), frame = this.answers.frame(range, range, [t('target'), t('answer')]);
    if (!frame) return;
    frame.line([range[0], range[0], range[1], range[1]], inkOf(this.answers.canvas), 1, [2, 4]);
    frame.to.fillStyle = css(palette.signed(1), 0.7);
    for (let i = 0; i < answers.length; i += 2) { frame.to.beginPath(); frame.to.arc(frame.px(answers[i]), frame.py(answers[i + 1]), 3, 0, 7); frame.to.fill(); }
    this.answers.say(t('answersHelp'));
  }

  private worstOnes(message: JudgementView, around: Surroundings): void {
    const isClass = around.scene.classes > 0, key = JSON.stringify([message.worst, document.documentElement.lang, isClass]);
    if (key === this.worstKey) return;
    this.worstKey = key;
    around.mark(message.worst.map(w => w.row));
    if (this.worst.contains(document.activeElement)) return;
    const said = (v: number) => isClass ? `${t('class')} ${v + 1}` : num(v, 3);
    this.worst.replaceChildren(el('h3', {}, t('worst')), el('p', { class: 'quiet' }, t(message.worst.length ? 'worstHelp' : 'noErrors')),
      ...message.worst.map((w, i) => el('button', { onclick: () => around.pin(w.row) }, `${i + 1}. ${t('point')} ${w.row + 1}: ${said(w.target)} → ${said(w.answer)}`)));
  }
}
