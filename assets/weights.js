// Ranks the sources anew when the reader moves a weight: the same formula as kaoju.credibility.score_source,
// the weighted mean of what can be judged. Without this script the table shows the default weights.
(() => {
  const scoreOf = (values, weights) => {
    let total = 0, known = 0, points = 0;
    for (const [id, weight] of Object.entries(weights)) {
      total += weight;
      const value = values[id];
      if (value === null || value === undefined) continue;
      known += weight;
      points += weight * value;
    }
    return { score: known > 0 ? points / known : null, known: total > 0 ? known / total : 0 };
  };
  const rankOf = (scores) =>
    scores.map((s) => (s === null ? null : 1 + scores.filter((o) => o !== null && o > s + 1e-12).length));

  const start = (box) => {
    const values = JSON.parse(box.dataset.values);
    const sources = Object.keys(values);
    const inputs = [...box.querySelectorAll("input[type=range]")];
    const show = () => {
      const weights = Object.fromEntries(inputs.map((i) => [i.name, Number(i.value)]));
      const found = sources.map((s) => scoreOf(values[s], weights));
      const ranks = rankOf(found.map((f) => f.score));
      sources.forEach((source, k) => {
        const row = box.querySelector(`tr[data-source="${CSS.escape(source)}"]`);
        const { score, known } = found[k];
        row.querySelector(".kj-rank").textContent = ranks[k] === null ? "–" : String(ranks[k]);
        row.querySelector(".kj-score").textContent = score === null ? "–" : score.toFixed(3);
        row.querySelector(".kj-known").textContent = `${Math.round(100 * known)}%`;
        row.querySelector(".kj-bar").style.width = `${100 * (score ?? 0)}%`;
      });
      const body = box.querySelector("tbody");
      const order = sources.map((s, k) => [ranks[k] ?? Infinity, s]);
      order.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
      for (const [, s] of order) body.append(box.querySelector(`tr[data-source="${CSS.escape(s)}"]`));
      for (const i of inputs) box.querySelector(`output[for="${i.id}"]`).textContent = i.value;
    };
    for (const i of inputs) {
      i.disabled = false;
      i.addEventListener("input", show);
    }
    const restore = box.querySelector("button");
    restore.hidden = false;
    restore.addEventListener("click", () => {
      for (const i of inputs) i.value = i.defaultValue;
      show();
    });
    show();
  };
  const all = () => document.querySelectorAll(".kj-weights").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
