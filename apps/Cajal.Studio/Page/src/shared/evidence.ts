// A number that a finding of the Doctor rests on.

import { el } from './dom';
import { addWords, t } from './words';

addWords({ colon: [': ', '：'], opening: [' (', '（'], between: ['; ', '；'], closing: [')', '）'] });

export interface Evidence { quantity: string; value: string; beside: string[] }

const beside = (e: Evidence): string => e.beside.length ? `${t('opening')}${e.beside.join(t('between'))}${t('closing')}` : '';

/** The quantity, its number, and what it was held against. */
export const evidenceItem = (e: Evidence): HTMLElement => el('li', {}, e.quantity, t('colon'), el('b', {}, e.value), beside(e));

/** The same as a text. */
export const evidenceText = (e: Evidence): string => `${e.quantity}${t('colon')}${e.value}${beside(e)}`;
