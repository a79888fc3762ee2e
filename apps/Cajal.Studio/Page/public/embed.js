// A playground inside a page of this machine; Studio must run with --embed. docs/studio.md tells the attributes:
// <script src="http://127.0.0.1:7575/embed.js"></script>
// <cajal-playground state="data=spiral&layers=8:tanh" show="network,answer" view="warp" height="640"></cajal-playground>
(() => {
  const home = new URL('.', document.currentScript.src).href;

  class CajalPlayground extends HTMLElement {
    static observedAttributes = ['state', 'show', 'view', 'height'];

    connectedCallback() { this.draw(); }

    attributeChangedCallback() { if (this.isConnected) this.draw(); }

    draw() {
      const frame = this.firstElementChild ?? this.appendChild(document.createElement('iframe'));
      const query = new URLSearchParams({ embed: this.getAttribute('show') ?? '1', view: this.getAttribute('view') ?? '' });
      frame.title = 'Cajal Studio';
      frame.style.cssText = `width:100%;height:${Number(this.getAttribute('height')) || 560}px;border:0`;
      frame.src = `${home}?${query}#v=1&${this.getAttribute('state') ?? ''}`.replace(/&$/, '');
    }
  }

  customElements.define('cajal-playground', CajalPlayground);
})();
