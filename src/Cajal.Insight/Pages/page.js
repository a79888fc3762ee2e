// Reads values off the figures: pointing at a chart or moving with the arrow keys shows the numbers there, a legend's entries switch their series, sliders show
// other steps. Nothing on the page needs it.
(() => {
  const said = document.createElement("div");
  said.className = "off";
  said.setAttribute("aria-live", "polite");
  document.body.append(said);

  const short = v => v === 0 ? "0" : Math.abs(v) >= 1e5 || Math.abs(v) < 1e-3 ? v.toExponential(2) : String(+v.toPrecision(4));

  function axesOf(inside) {
    const [x0, x1, logX, y0, y1, logY] = inside.dataset.axes.split(" ").map(Number);
    const [left, top, width, height] = inside.getAttribute("viewBox").split(" ").map(Number);
    const along = (low, high, log, share) => log ? low * Math.pow(high / low, share) : low + share * (high - low);
    const back = (low, high, log, v) => log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low);
    return {
      left, top, width, height, low: x0, high: x1,
      x: px => along(x0, x1, logX, (px - left) / width), y: py => along(y0, y1, logY, (top + height - py) / height),
      px: v => left + width * back(x0, x1, logX, v), py: v => top + height * (1 - back(y0, y1, logY, v)),
    };
  }

  // The points of each visible series of lines.
  function seriesOf(inside) {
    const found = new Map();
    for (const g of inside.querySelectorAll("[data-series]")) {
      if (g.style.display === "none" || found.has(g.dataset.series)) continue;
      const points = [];
      for (const path of g.querySelectorAll("path[fill=none]"))
        for (const m of path.getAttribute("d").matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) points.push([+m[1], +m[2]]);
      if (points.length) found.set(g.dataset.series, points);
    }
    return found;
  }

  for (const figure of document.querySelectorAll("figure")) {
    const svg = figure.querySelector("svg"), insides = [...svg.querySelectorAll("svg[data-axes]")];
    const box = document.createElement("div");
    box.className = "value";
    box.hidden = true;
    figure.append(box);

    function show(inside, px, aloud) {
      const axes = axesOf(inside), series = seriesOf(inside);
      if (!series.size) return;
      let x = null;
      for (const points of series.values())
        for (const p of points) if (x === null || Math.abs(p[0] - px) < Math.abs(x - px)) x = p[0];
      const lines = [short(axes.x(x))];
      for (const [name, points] of series) {
        const p = points.reduce((a, b) => Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a);
        if (Math.abs(p[0] - x) < 3) lines.push(name + ": " + short(axes.y(p[1])));
      }
      box.textContent = lines.join("\n");
      box.hidden = false;
      const at = new DOMPoint(x, axes.top).matrixTransform(svg.getScreenCTM()), edge = figure.getBoundingClientRect();
      box.style.left = Math.min(at.x - edge.left + 12, edge.width - box.offsetWidth) + "px";
      box.style.top = at.y - edge.top + 4 + "px";
      if (aloud) said.textContent = lines.join(", ");
      return x;
    }

    for (const inside of insides) {
      if (!seriesOf(inside).size) continue;
      let at = null;
      inside.setAttribute("tabindex", "0");
      inside.setAttribute("role", "img");
      inside.setAttribute("aria-label", "values, by the left and right arrow keys");
      inside.addEventListener("keydown", e => {
        if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
        e.preventDefault();
        const places = [...new Set([...seriesOf(inside).values()].flat().map(p => p[0]))].sort((a, b) => a - b);
        const i = at === null ? -1 : places.indexOf(at);
        at = places[Math.max(0, Math.min(places.length - 1, i + (e.key === "ArrowRight" ? 1 : -1)))];
        show(inside, at, true);
      });
      inside.addEventListener("blur", () => { box.hidden = true; at = null; });
    }
    if (insides.length) svg.setAttribute("role", "group");
    svg.addEventListener("pointermove", e => {
      const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const inside = insides.find(i => { const a = axesOf(i); return p.x >= a.left && p.x <= a.left + a.width && p.y >= a.top && p.y <= a.top + a.height; });
      box.hidden = true;
      if (inside) show(inside, p.x);
    });
    svg.addEventListener("pointerleave", () => { box.hidden = true; });

    for (const key of svg.querySelectorAll("[data-key]")) {
      key.setAttribute("role", "button");
      key.setAttribute("tabindex", "0");
      key.setAttribute("aria-label", key.dataset.key);
      key.setAttribute("aria-pressed", "true");
      const turn = () => {
        const on = key.getAttribute("aria-pressed") === "false";
        key.setAttribute("aria-pressed", on);
        for (const g of svg.querySelectorAll("[data-series]")) if (g.dataset.series === key.dataset.key) g.style.display = on ? "" : "none";
      };
      key.addEventListener("click", turn);
      key.addEventListener("keydown", e => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); turn(); } });
    }

    // Histograms of every step: { steps, panels: [[heights of each step, each a share of the highest in thousandths]] }, a panel for each chart.
    const data = figure.querySelector("script[type='application/json']");
    if (data) {
      const { name, steps, panels } = JSON.parse(data.textContent);
      const row = document.createElement("label"), input = document.createElement("input"), output = document.createElement("output");
      row.className = "slider";
      input.type = "range";
      input.min = 0;
      input.max = input.value = steps.length - 1;
      const paint = () => {
        const i = +input.value;
        output.textContent = "before step " + steps[i];
        input.setAttribute("aria-valuetext", output.textContent);
        insides.forEach((inside, p) => {
          const heights = panels[p] && panels[p][i], axes = axesOf(inside);
          if (!panels[p]) return;
          let d = "";
          if (heights.length) {
            const wide = axes.width / heights.length, foot = axes.py(0);
            d = "M" + axes.left + " " + foot;
            heights.forEach((h, b) => { const y = axes.py(h / 1000); d += "L" + (axes.left + b * wide) + " " + y + "L" + (axes.left + (b + 1) * wide) + " " + y; });
            d += "L" + (axes.left + axes.width) + " " + foot + "Z";
          }
          for (const g of inside.querySelectorAll("[data-series]"))
            if (g.dataset.series === name) for (const path of g.querySelectorAll("path")) path.setAttribute("d", d);
        });
      };
      input.addEventListener("input", paint);
      row.append("step", input, output);
      figure.append(row);
      paint();
    }
  }
})();
