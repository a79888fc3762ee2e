// The playground inside another page: only the parts that its address asks for, ?embed=network,answer&view=warp.

import { el } from '../shared/dom';
import { addWords, t } from '../shared/words';

addWords({ openStudio: ['Open in Studio', '在 Studio 中打开'] });

const usual = ['transport', 'network', 'answer'];

/** What the address asks for; undefined where the page stands alone. */
export function embedding(): { parts: Set<string>; view: string } | undefined {
  const asked = new URLSearchParams(location.search), parts = asked.get('embed');
  if (parts === null) return undefined;
  return { parts: new Set(parts === '1' || parts === '' ? usual : parts.split(',')), view: asked.get('view') ?? '' };
}

/** Leaves the parts that are asked for, and a way to the whole page. */
export class Embed {
  private readonly link = el('a', { target: '_blank', class: 'to-studio', 'data-part': 'whole' });

  constructor(asked: { parts: Set<string> }, parts: Record<string, HTMLElement>) {
    document.body.classList.add('embed');
    const unknown = [...asked.parts].filter(name => !(name in parts));
    if (unknown.length > 0) document.body.append(el('p', { class: 'alarm' }, `?embed= knows ${Object.keys(parts).join(', ')}; received ${unknown.join(', ')}.`));
    for (const [name, element] of Object.entries(parts)) element.classList.toggle('left-out', !asked.parts.has(name));
    document.body.append(this.link);
  }

  draw(): void {
    this.link.textContent = t('openStudio');
    this.link.href = `./${location.hash}`;
  }
}
