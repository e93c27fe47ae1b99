// The claim explorer: filters, searches, sorts and pages the claims of claims.js; the view stands in the address.
// Text and query are brought to one form: Simplified characters, half width, lower case (豆包市場份額 = 豆包市场份额).
(() => {
  const root = document.getElementById("kj-explorer");
  const data = window.kaojuClaims;
  if (!root || !data) return;
  const form = root.querySelector("form");
  const list = root.querySelector(".kj-hits");
  const count = root.querySelector(".kj-count");
  const pager = root.querySelector(".kj-pager");
  const controls = form.elements;
  const SIZE = 20;
  const FILTERS = ["source", "subject", "metric", "period", "unit", "role", "nature", "verdict"];

  // Reading ---------------------------------------------------------------
  const pairs = new Map();
  const fold_ = [...data.fold];
  for (let i = 0; i < fold_.length; i += 2) pairs.set(fold_[i], fold_[i + 1]);
  const fold = (text) =>
    text.normalize("NFKC").toLowerCase().replace(/\p{Script=Han}/gu, (c) => pairs.get(c) ?? c);
  const passages = data.quotes.map(([quote, english]) => fold(`${quote}\n${english}`));
  const rows = data.rows.map((row, place) => {
    const [id, start, source, quote, from, length, subject, key, metric, amount, text, value, low, high, unit,
      per, period, role, nature, bound, mark, origin, profile] = row;
    const [code, when, first, last] = data.periods[period];
    const about = data.keys[key];
    const names = fold([
      ...data.subjects[subject], ...about.slice(1), ...data.metrics[metric], amount, text, id, data.origins[origin],
      when,
    ].join("\n"));
    return {
      id, start, source, quote, from, length, amount, text, value, low, high, per, role, nature, bound, place, names, code,
      when, first, last: last ?? first, about, subject: data.subjects[subject], metric: data.metrics[metric],
      unit: data.units[unit], verdict: data.marks[mark], origin: data.origins[origin],
      profile: data.profiles[profile], size: Number(value || high || low),
    };
  });

  // What a filter goes by: value for the address, label; a claim about several years has them all.
  const span = (row) => {
    if (!row.first) return ["none"];
    const years = [];
    for (let y = row.first; y <= row.last && years.length < 60; y++) years.push(String(y));
    return years;
  };
  const named = ([name, english]) => (english ? `${name} · ${english}` : name);
  const FACETS = {
    source: (row) => [[data.sources[row.source], data.sources[row.source]]],
    subject: (row) => [[row.about[0] || "none", named(row.about.slice(1)) || "not named"]],
    metric: (row) => [[row.metric[0] || "none", named(row.metric) || "not named"]],
    period: (row) => span(row).map((y) => [y, y === "none" ? "no period" : y]),
    unit: (row) => [row.unit],
    role: (row) => [[row.role, row.role]],
    nature: (row) => [[row.nature, row.nature]],
    verdict: (row) => [[row.verdict, row.verdict]],
  };
  const compare = new Intl.Collator("en").compare;
  for (const name of FILTERS) {
    const found = new Map();
    for (const row of rows) {
      const facets = FACETS[name](row);
      row[`_${name}`] = facets.map(([value]) => value);
      for (const [value, label] of facets) {
        const known = found.get(value) ?? { label, n: 0 };
        known.n++;
        found.set(value, known);
      }
    }
    const order = ["source", "period"].includes(name)
      ? (a, b) => compare(a[0], b[0])
      : (a, b) => b[1].n - a[1].n || compare(a[0], b[0]);
    const options = [...found].sort(order).map(([value, { label, n }]) => new Option(`${label} (${n})`, value));
    controls[name].append(...options);
  }

  // Searching ---------------------------------------------------------------
  // 豆包市场份额 is found where it stands, and where 豆包 and 市场份额 stand apart.
  const pieced = (text, run) => {
    for (let i = 0; i < run.length; ) {
      let n = Math.min(8, run.length - i);
      while (n > 1 && !text.includes(run.slice(i, i + n))) n--;
      if (n < 2 && !(i > 0 && i === run.length - 1 && text.includes(run[i]))) return false;
      i += n;
    }
    return true;
  };
  const holds = (text, word) => {
    if (text.includes(word)) return true;
    if (/^\p{Script=Han}{4,}$/u.test(word)) return pieced(text, word);
    return word.length > 4 && word.endsWith("s") && text.includes(word.slice(0, -1));
  };
  const wordsOf = (query) =>
    fold(query).split(/[\s,，、。;；]+/u).flatMap((part) => part.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []);

  const ORDERS = {
    match: (a, b) => b.hit - a.hit || a.place - b.place,
    place: (a, b) => a.place - b.place,
    high: (a, b) => compare(a.unit[0], b.unit[0]) || b.size - a.size || a.place - b.place,
    low: (a, b) => compare(a.unit[0], b.unit[0]) || a.size - b.size || a.place - b.place,
    new: (a, b) => (b.last ?? 0) - (a.last ?? 0) || (a.code < b.code) - (a.code > b.code) || a.place - b.place,
    old: (a, b) => (a.first ?? 9999) - (b.first ?? 9999) || (a.code > b.code) - (a.code < b.code) || a.place - b.place,
    subject: (a, b) => compare(named(a.subject), named(b.subject)) || a.place - b.place,
  };
  let shown = rows;
  let page = 0;

  const find = () => {
    const words = wordsOf(controls.q.value);
    const chosen = FILTERS.filter((name) => controls[name].value).map((name) => [`_${name}`, controls[name].value]);
    const seen = new Map(); // passages that many rows share are searched once
    shown = rows.filter((row) => {
      if (!chosen.every(([name, value]) => row[name].includes(value))) return false;
      row.hit = 0;
      return words.every((word) => {
        if (holds(row.names, word)) {
          row.hit++;
          return true;
        }
        const key = `${row.quote} ${word}`;
        if (!seen.has(key)) seen.set(key, holds(passages[row.quote], word));
        return seen.get(key);
      });
    });
    shown.sort(ORDERS[controls.sort.value] ?? ORDERS.match);
  };

  // Showing -------------------------------------------------------------------
  const element = (name, className, text, lang) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  };
  const HAN = /\p{Script=Han}[\p{Script=Han}，。、：；·“”‘’「」《》（）]*/gu;
  // Text with its Chinese marked as such, for fonts and screen readers.
  const mixed = (parent, text) => {
    let at = 0;
    for (const run of text.matchAll(HAN)) {
      parent.append(text.slice(at, run.index), element("span", "", run[0], "zh-Hans"));
      at = run.index + run[0].length;
    }
    parent.append(text.slice(at));
    return parent;
  };
  const SIGNS = { contradicted: "✗ ", conflict: "≠ ", confirmed: "✓ ", restated: "↺ " };
  const address = (row) => `${root.dataset.evidence}${encodeURIComponent(data.pages[row.source])}.html#${data.pages[row.source]}-${row.start}`;

  const hit = (row) => {
    const item = element("li", "kj-hit");
    const head = element("p", "kj-hit-head");
    const link = element("a", "", row.amount);
    link.href = address(row);
    head.append(link, " ", mixed(element("span", "kj-printed"), row.text), " ");
    if (SIGNS[row.verdict]) head.append(element("span", `kj-mark kj-mark-${row.verdict}`, SIGNS[row.verdict] + row.verdict));
    const about = mixed(element("p", "kj-hit-about"), [row.subject[0], row.metric[0]].filter(Boolean).join(" · "));
    const gloss = [row.subject[1], row.metric[1]].filter(Boolean).join(", ");
    if (gloss) about.append(" ", element("span", "kj-gloss", `(${gloss})`));
    if (row.profile) {
      const profile = element("a", "", "profile");
      profile.href = row.profile;
      profile.setAttribute("aria-label", `Profile of ${named(row.about.slice(1))}`);
      about.append(" ", profile);
    }
    const [quote, english] = data.quotes[row.quote];
    const passage = element("p", "kj-hit-quote", "", data.langs[row.source]);
    const letters = row.from < 0 ? [] : [...quote];
    if (row.from < 0) passage.textContent = quote;
    else {
      const end = row.from + row.length;
      passage.append(letters.slice(0, row.from).join(""),
        element("mark", `kj-q kj-q-${row.verdict}`, letters.slice(row.from, end).join("")), letters.slice(end).join(""));
    }
    const told = [row.when || "no period", row.role, row.nature === "actual" ? "" : row.nature,
      row.origin ? `origin: ${row.origin}` : "no named origin", row.id];
    item.append(head, about, passage);
    if (english) item.append(element("p", "kj-english", english, "en"));
    const meta = mixed(element("p", "kj-hit-meta"), told.filter(Boolean).join(" · "));
    const reading = [row.amount, ...told.slice(0, -1), row.subject[0], row.metric[0]].filter(Boolean).join(" · ");
    const report = window.kaojuReport?.link({ id: row.id, quote, reading, place: link.href });
    if (report) meta.append(" ", report);
    item.append(meta);
    return item;
  };

  const render = () => {
    const pages = Math.max(1, Math.ceil(shown.length / SIZE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const first = page * SIZE;
    list.start = first + 1;
    list.replaceChildren(...shown.slice(first, first + SIZE).map(hit));
    const said = shown.length
      ? `${shown.length} of ${rows.length} claims, ${first + 1} to ${Math.min(first + SIZE, shown.length)} shown`
      : `None of ${rows.length} claims: take a word or a filter away.`;
    if (count.textContent !== said) count.textContent = said;
    pager.hidden = pages < 2;
    pager.querySelector("span").textContent = `page ${page + 1} of ${pages}`;
    controls.save.disabled = !shown.length;
    pager.querySelector("[name=back]").disabled = page === 0;
    pager.querySelector("[name=on]").disabled = page === pages - 1;
  };

  // The view in the address ------------------------------------------------------
  const view = () => {
    const told = new URLSearchParams();
    for (const name of ["q", ...FILTERS]) if (controls[name].value.trim()) told.set(name, controls[name].value.trim());
    if (controls.sort.value !== "match") told.set("sort", controls.sort.value);
    if (page) told.set("page", page + 1);
    return String(told);
  };
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    try {
      // What a link asked for (?subject=…) has become a part of the view.
      history.replaceState(null, "", `${location.pathname}#${view()}`);
    } catch {
      history.replaceState(null, "", `#${view()}`); // in a folder only what follows # may change
    }
  };
  const remember = () => {
    clearTimeout(timer);
    // Browsers refuse too many changes of the address in a row.
    timer = setTimeout(write, 250);
  };
  const recall = () => {
    const told = new URLSearchParams(location.hash.slice(1) || location.search);
    for (const name of ["q", ...FILTERS]) {
      controls[name].value = told.get(name) ?? "";
      if (controls[name].selectedIndex === -1) controls[name].value = "";
    }
    controls.sort.value = Object.hasOwn(ORDERS, told.get("sort")) ? told.get("sort") : "match";
    if ([...told.keys()].some((name) => name !== "q" && name !== "page")) root.querySelector("details").open = true;
    page = (parseInt(told.get("page"), 10) || 1) - 1;
    find();
    render();
  };

  const turn = (by) => {
    page += by;
    render();
    remember();
    list.focus({ preventScroll: true });
    count.scrollIntoView();
  };

  // Taking along ---------------------------------------------------------------
  // What a spreadsheet would run as a formula stands behind an apostrophe.
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^\s*[=+\-@\t\r]/.test(text) && !/^[-+]?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const COLUMNS = {
    id: (r) => r.id, source: (r) => data.sources[r.source], subject: (r) => r.subject[0],
    subject_english: (r) => r.subject[1], metric: (r) => r.metric[0], metric_english: (r) => r.metric[1],
    text: (r) => r.text, amount: (r) => r.amount, value: (r) => r.value, low: (r) => r.low, high: (r) => r.high,
    unit: (r) => r.unit[0], per: (r) => r.per, bound: (r) => r.bound, period: (r) => r.code, role: (r) => r.role,
    nature: (r) => r.nature, verdict: (r) => r.verdict, attribution: (r) => r.origin,
    quote: (r) => data.quotes[r.quote][0], english: (r) => data.quotes[r.quote][1],
    evidence: (r) => new URL(address(r), document.baseURI).href,
  };
  const save = () => {
    const lines = [Object.keys(COLUMNS), ...shown.map((row) => Object.values(COLUMNS).map((f) => f(row)))];
    const text = `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\n")}\n`;
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "claims-shown.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const copy = async (button) => {
    write();
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Link copied";
    } catch {
      button.textContent = "The address bar has the link";
    }
    setTimeout(() => (button.textContent = "Copy link to this view"), 2000);
  };

  form.addEventListener("input", () => {
    page = 0;
    find();
    render();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  controls.clear.addEventListener("click", () => {
    form.reset();
    page = 0;
    find();
    render();
    remember();
    controls.q.focus();
  });
  controls.copy.addEventListener("click", (event) => copy(event.currentTarget));
  controls.save.addEventListener("click", save);
  pager.querySelector("[name=back]").addEventListener("click", () => turn(-1));
  pager.querySelector("[name=on]").addEventListener("click", () => turn(1));
  window.addEventListener("hashchange", recall);

  root.querySelector(".kj-without").hidden = true;
  form.querySelector("fieldset").disabled = false;
  // On a wide screen there is room for the fields at once.
  root.querySelector("details").open = matchMedia("(min-width: 700px)").matches;
  recall();
})();
