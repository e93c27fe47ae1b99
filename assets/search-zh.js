// Search in Chinese of either script and in English. Sphinx cuts a Chinese query nowhere and knows no names of one
// meaning; this reads its index another way. Query and index are brought to one form (Simplified, half width, small
// letters), Chinese is cut by the words the index knows, and a word stands for all names of the same thing, as
// lookup/search-words.js has them: 豆包市占率 -> 豆包 and (市占率 or 市场份额 or market share).
(() => {
  const { fold: pairs, groups } = window.kaojuWords ?? { fold: "", groups: [] };
  const letters = [...pairs];
  const simple = new Map();
  for (let i = 0; i < letters.length; i += 2) simple.set(letters[i], letters[i + 1]);
  const HAN = /\p{Script=Han}/u;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\p{Script=Han}/gu, (c) => simple.get(c) ?? c);
  // As `fold`, but every character stays in its place.
  const foldInPlace = (text) => text.replace(/\p{Script=Han}|\p{Lu}/gu, (c) => {
    const folded = HAN.test(c) ? simple.get(c) ?? c : c.toLowerCase();
    return folded.length === c.length ? folded : c;
  });

  const named = new Map(); // a name -> the groups that hold it
  for (const group of groups) for (const name of group) named.set(name, [...(named.get(name) ?? []), group]);
  // The other names of a thing, those of its closest group first: 市占率 -> 市场份额 before 占比.
  const others = (word) => {
    const held = [...(named.get(word) ?? [])].sort((a, b) => a.length - b.length);
    return [...new Set(held.flat())].filter((name) => name !== word);
  };

  // The index: a word in one form -> pages with their scores.
  let words = null;
  const stemmer = new Stemmer();
  const stem = (word) => (HAN.test(word) ? word : stemmer.stemWord(word));
  const read = () => {
    if (words) return words;
    words = new Map();
    for (const [terms, score] of [[Search._index.terms, Scorer.term], [Search._index.titleterms, Scorer.title]]) {
      for (const [term, files] of Object.entries(terms)) {
        const key = fold(term);
        if (!words.has(key)) words.set(key, new Map());
        for (const file of [files].flat()) {
          const known = words.get(key).get(file) ?? 0;
          words.get(key).set(file, Math.max(known, score));
        }
      }
    }
    return words;
  };
  const known = (word) => read().has(stem(word)) || named.has(word);

  const cut = (text) => {
    const found = [];
    for (const chunk of fold(text).split(/[^\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu).filter(Boolean)) {
      for (const part of chunk.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
        if (!HAN.test(part)) {
          found.push(part);
          continue;
        }
        for (let i = 0; i < part.length; ) {
          let n = Math.min(12, part.length - i);
          while (n > 1 && !known(part.slice(i, i + n))) n--;
          found.push(part.slice(i, i + n));
          i += n;
        }
      }
    }
    // A single character between words (的, 和) tells nothing where there are words.
    const whole = found.filter((word) => !HAN.test(word) || word.length > 1);
    return whole.length ? whole : found;
  };
  window.splitQuery = cut;

  const both = (one, other) => {
    const shared = new Map();
    for (const [file, score] of one) if (other.has(file)) shared.set(file, Math.max(score, other.get(file)));
    return shared;
  };
  // Pages that hold a name: as one word of the index, or all words of which it is made.
  const pagesOf = (name) => read().get(stem(name)) ?? (() => {
    const parts = cut(name);
    if (parts.length < 2) return partly(name);
    return parts.map((part) => read().get(stem(part)) ?? new Map()).reduce(both);
  })();
  const partly = (word) => {
    const found = new Map();
    if (word.length < 3) return found;
    for (const [term, files] of read()) {
      if (term.includes(word)) for (const file of files.keys()) found.set(file, Scorer.partialTerm);
    }
    return found;
  };
  const pagesOfAny = (word) => {
    const found = new Map(pagesOf(word));
    for (const name of others(word)) {
      for (const [file, score] of pagesOf(name)) found.set(file, Math.max(found.get(file) ?? 0, score - 1));
    }
    return found;
  };
  Search.performTermsSearch = (searchTerms, excludedTerms) => {
    const { docnames, titles, filenames } = Search._index;
    const found = [...searchTerms].map(pagesOfAny);
    const excluded = new Set([...excludedTerms].flatMap((word) => [...pagesOf(word).keys()]));
    const counts = new Map();
    for (const pages of found) {
      for (const [file, score] of pages) {
        const [n, sum] = counts.get(file) ?? [0, 0];
        counts.set(file, [n + 1, sum + score]);
      }
    }
    return [...counts]
      .filter(([file, [n]]) => n === found.length && !excluded.has(file))
      .map(([file, [, sum]]) => [docnames[file], titles[file], "", null, sum, filenames[file]]);
  };

  // The words around the place where most of what was asked for stands together; on an evidence page, the passage,
  // to which the link then leads.
  const WIDTH = 240;
  // What was asked for weighs most, then its other names from the closest to the widest.
  const weights = (word) => [word, ...others(word)].map((name, n) => [name, 1 + 1 / (1 + n)]);
  const best = (text, asked) => {
    const marks = [];
    asked.forEach((names, word) => {
      for (const [name, weight] of names) {
        for (let at = text.indexOf(name), n = 0; at >= 0 && n < 100; at = text.indexOf(name, at + 1), n++) marks.push([at, word, weight]);
      }
    });
    marks.sort((a, b) => a[0] - b[0]);
    let at = 0, most = 0;
    for (let i = 0; i < marks.length; i++) {
      const near = new Map();
      for (let j = i; j < marks.length && marks[j][0] - marks[i][0] < WIDTH / 2; j++) {
        near.set(marks[j][1], Math.max(near.get(marks[j][1]) ?? 0, marks[j][2]));
      }
      const sum = [...near.values()].reduce((a, b) => a + b, 0);
      if (sum > most) [at, most] = [marks[i][0], sum];
    }
    return { at, most };
  };
  Search.makeSearchSummary = (html, keywords) => {
    const page = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    if (!page) return null;
    for (const apart of page.querySelectorAll(".headerlink, script, style, svg, .kj-sign, .kj-report, .cell_input")) apart.remove();
    // Cells and items stand apart for the eye, and their words for the ear.
    for (const block of page.querySelectorAll("td, th, li, p, dt, dd, h1, h2, h3, summary, caption, br")) block.after(" ");
    const asked = [...keywords].map(weights);
    let text = page.textContent, anchor = "", top = 0;
    for (const passage of page.querySelectorAll(".kj-passage")) {
      const { most } = best(foldInPlace(passage.textContent), asked);
      if (most > top) [text, anchor, top] = [passage.textContent, passage.querySelector("[id]")?.id ?? "", most];
    }
    text = text.replace(/\s+/g, " ").trim();
    const { at } = best(foldInPlace(text), asked);
    const from = Math.max(at - WIDTH / 3, 0);
    const summary = document.createElement("p");
    summary.className = "context";
    summary.lang = "zh"; // most of it, and what needs the right font
    summary.textContent = (from ? "… " : "") + text.slice(from, from + WIDTH).trim() + (from + WIDTH < text.length ? " …" : "");
    if (anchor) queueMicrotask(() => (summary.closest("li").querySelector("a").hash = anchor));
    return summary;
  };

  // A browser lets a page that was opened from a folder read no other page, so there are no excerpts to show.
  const folder = location.protocol === "file:";
  if (folder) DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  const query = new URLSearchParams(location.search).get("q");
  document.addEventListener("DOMContentLoaded", () => {
    const results = document.querySelector("#search-results");
    if (!results) return;
    const note = (...parts) => {
      const made = document.createElement("p");
      made.append(...parts);
      results.before(made);
    };
    // The pages that follow are no list of matches: no marks in them, and no button that takes the marks away.
    window.addEventListener("pagehide", () => {
      try {
        localStorage.removeItem("sphinx_highlight_terms");
      } catch {} // where a browser keeps nothing, nothing is to be taken away
    });
    if (query) {
      const link = document.createElement("a");
      link.href = `lookup/claims.html#q=${encodeURIComponent(query)}`;
      link.textContent = `Search the claims for “${query}”`;
      note("Pages of the book stand below. ", link, ", sentence by sentence.");
    }
    if (folder) note("Opened from a folder, the search gives titles alone: browsers keep such a page from reading the others.");
  });
})();
