// A lecture's worked example, number by number beside the network's.

import { el } from '../shared/dom';
import type { Lecture } from './wire';
import { num, t } from '../shared/words';

export class LectureTable {
  readonly element = el('section', { class: 'panel whole lecture', 'data-part': 'lecture' });
  private lecture?: Lecture;

  constructor() { this.element.hidden = true; }

  set(lecture: Lecture): void { this.lecture = lecture; this.draw(); }

  draw(): void {
    const { lecture } = this;
    this.element.hidden = !lecture?.lecture;
    if (!lecture?.lecture) { this.element.replaceChildren(); return; }
    const right = lecture.rows.filter(r => r.isRight).length, when = lecture.lecture === 'forward' ? 'lectureForward' : lecture.step === 0 ? 'lectureBackward' : 'lectureFurther';
    this.element.replaceChildren(el('h2', {}, t(when)),
      lecture.rows.length === 0 ? el('p', { class: 'quiet' }, t(lecture.lecture === 'forward' ? 'lectureNoneForward' : 'lectureNone')) : el('p', { 'aria-live': 'polite' }, `${right} / ${lecture.rows.length} ${t('lectureRight')}`),
      ...(lecture.rows.length === 0 ? [] : [el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t(when) }, el('table', {}, el('thead', {}, el('tr', {}, ...['quantity', 'here', 'printed', 'exact', 'same'].map(k => el('th', { scope: 'col' }, t(k))))),
        el('tbody', {}, ...lecture.rows.map(r => el('tr', { class: r.isRight ? '' : 'wrong' }, el('th', { scope: 'row' }, r.name), el('td', {}, num(r.here, 7)), el('td', {}, r.printed ?? '–'), el('td', {}, num(r.exact, 9)),
          el('td', {}, el('span', { role: 'img', 'aria-label': t(r.isRight ? 'isSame' : 'isOther') }, r.isRight ? '✓' : '✗'))))))), el('p', { class: 'quiet' }, t(lecture.lecture === 'backward' && lecture.step === 0 ? 'lectureRounded' : 'lectureNear'))]));
  }
}
