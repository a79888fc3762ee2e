// Own tables and models: pasted, chosen, or dropped anywhere on the page. They go to this machine's own Studio and no further.

import { spoken } from '../shared/ask';
import { el } from '../shared/dom';
import { t } from '../shared/words';

const mostBytes = 4 << 20;

export class Opening {
  readonly element = el('details', { 'data-part': 'open' });
  private readonly text = el('textarea', { rows: 5, spellcheck: 'false' });
  private readonly folder = el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
  private readonly said = el('p', { 'aria-live': 'polite' });

  constructor(private readonly session: () => string, private readonly say: (text: string) => void) {
    const isFile = (e: DragEvent): boolean => [...(e.dataTransfer?.types ?? [])].includes('Files');
    window.addEventListener('dragover', e => { if (isFile(e)) { e.preventDefault(); document.body.classList.add('dropping'); } });
    window.addEventListener('dragleave', e => { if (!e.relatedTarget) document.body.classList.remove('dropping'); });
    window.addEventListener('drop', e => {
      document.body.classList.remove('dropping');
      if (!isFile(e)) return;
      e.preventDefault();
      const file = e.dataTransfer!.files[0];
      if (file) void this.file(file);
    });
    this.draw();
  }

  draw(): void {
    const file = el('input', { type: 'file', accept: '.csv,.tsv,.txt,.data,.onnx,.safetensors,.json,.zip', onchange: () => { const chosen = file.files?.[0]; if (chosen) void this.file(chosen); file.value = ''; } });
    this.text.placeholder = 'height,weight,kind\n1.2,3.4,cat\n…';
    this.folder.placeholder = 'runs/…';
    this.element.replaceChildren(el('summary', {}, t('openOwn')),
      el('label', { class: 'field' }, el('span', {}, t('openFile')), file), el('p', { class: 'quiet' }, t('openHelp')),
      el('label', { class: 'field' }, el('span', {}, t('pasteTable')), this.text),
      el('button', { onclick: () => void this.send(new Blob([this.text.value]), 'pasted.csv') }, t('learnTable')),
      el('label', { class: 'field' }, el('span', {}, t('runFolder')), this.folder),
      el('button', { onclick: () => void this.send(new Blob([]), 'run', this.folder.value) }, t('openModel')), this.said);
  }

  private file(file: File): Promise<void> { return this.send(file, file.name); }

  private async send(body: Blob, name: string, folder?: string): Promise<void> {
    if (body.size > mostBytes) { this.tell(t('tooLarge').replace('#', (body.size / 2 ** 20).toFixed(1)), true); return; }
    const query = new URLSearchParams({ name, ...(folder === undefined ? {} : { folder }) });
    try {
      const answer = await fetch(`open/${this.session()}?${query}`, { method: 'POST', body, headers: spoken() });
      this.tell(await answer.text(), !answer.ok);
    } catch {
      this.tell(t('closed'), true);
    }
  }

  private tell(text: string, isTrouble: boolean): void {
    this.said.textContent = text;
    if (isTrouble) this.say(text);
  }
}
