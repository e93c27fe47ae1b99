// A card beside every number that leads to its sentence: the sentence, its English, what was read of it.
// Pointer: it stays while the pointer is on the number or on the card. Keyboard: on focus; Escape closes it.
// Touch: the first tap shows it, the second follows the link. Its words come from cards/<source>.js, loaded once;
// until then, and where that fails, it says what the link's title says. Without this script the title alone does.
(() => {
  const base = new URL("../cards/", document.currentScript.src);
  const loads = new Map();
  const arrived = new Map();
  window.kaojuCards = (source, data) => arrived.set(source, data);

  // A script and no fetch: pages opened from a folder may load the one and not the other.
  const load = (source) => {
    if (!loads.has(source)) {
      loads.set(source, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = new URL(`${encodeURIComponent(source)}.js`, base).href;
        script.onload = () => resolve(arrived.get(source));
        script.onerror = () => resolve(undefined);
        document.head.append(script);
      }));
    }
    return loads.get(source);
  };

  const place = (link) => {
    const address = new URL(link.href.baseVal ?? link.href, document.baseURI);
    const found = /\/evidence\/([^/]+)\.html$/.exec(address.pathname);
    if (!found || address.hash.length < 2) return null;
    return { source: decodeURIComponent(found[1]), anchor: decodeURIComponent(address.hash.slice(1)) };
  };

  const element = (name, text, lang) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  };
  const han = /\p{Script=Han}[\p{Script=Han}，。、：；·“”‘’「」《》（）]*/gu;
  const mixed = (name, text, lang) => {
    const made = element(name);
    let at = 0;
    for (const run of text.matchAll(han)) {
      made.append(text.slice(at, run.index), element("span", run[0], lang));
      at = run.index + run[0].length;
    }
    made.append(text.slice(at));
    return made;
  };
  const contents = (data, card) => {
    const [quote, english] = data.quotes[card.quote];
    const letters = [...quote];
    const [from, to] = card.mark;
    const said = element("p", letters.slice(0, from).join(""), data.lang);
    if (to > from) said.append(element("mark", letters.slice(from, to).join("")));
    said.append(letters.slice(to).join(""));
    if (to > from) said.querySelector("mark").className = "kj-q";
    const list = element("dl");
    const rows = [...card.facts, ["Source", data.source]];
    for (const verdict of card.verdicts ?? ["compared with no other number"]) rows.push(["Verdict", verdict]);
    let last = "";
    for (const [label, text] of rows) {
      if (label !== last) list.append(element("dt", label));
      list.append(mixed("dd", text, data.lang));
      last = label;
    }
    return [said, ...(english ? [element("p", english, "en")] : []), list];
  };

  const box = element("div");
  box.id = "kj-pop";
  box.className = "kj-pop";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.addEventListener("DOMContentLoaded", () => document.body.append(box));
  let shown = null, title = null, timer = 0;

  const settle = () => {
    const at = shown.getBoundingClientRect();
    const gap = 6, edge = 8, view = document.documentElement;
    const under = view.clientHeight - at.bottom - gap - edge, over = at.top - gap - edge;
    box.style.maxHeight = "none";
    const { width, height } = box.getBoundingClientRect();
    const below = height <= under || under >= over;
    const tall = Math.min(height, Math.max(below ? under : over, 120));
    const left = Math.max(edge, Math.min(at.left, view.clientWidth - width - edge));
    box.style.maxHeight = `${tall}px`;
    // A card with more than its room is scrolled by the arrows, while the number keeps the focus.
    if (height > tall) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(below ? at.bottom + gap : at.top - gap - tall) + scrollY}px`;
  };
  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    if (title !== null) shown.setAttribute("title", title);
    shown = null;
    box.hidden = true;
  };
  const show = async (link, touched) => {
    clearTimeout(timer);
    if (shown === link) return;
    const { source, anchor } = place(link);
    hide();
    shown = link;
    // The browser's own box would lie over the card.
    title = link.getAttribute("title");
    link.removeAttribute("title");
    const hint = element("p", touched ? "Tap again to open the passage." : "Follow the link to the passage.");
    hint.className = "kj-hint";
    const fill = (parts) => {
      box.replaceChildren(...parts, hint);
      box.hidden = false;
      settle();
    };
    fill([mixed("p", title ?? "…", "zh")]);
    link.setAttribute("aria-describedby", box.id);
    const data = await load(source);
    const card = data && Object.hasOwn(data.cards, anchor) && data.cards[anchor];
    if (shown !== link) return;
    if (card) {
      const [quote] = data.quotes[card.quote];
      const reading = card.facts.map(([label, text]) => `${label}: ${text}`).join("; ");
      // For pointer and finger; the keyboard finds the same link beside the passage.
      const report = window.kaojuReport?.link({ id: anchor, quote, reading, place: link.href.baseVal ?? link.href });
      if (report) {
        report.tabIndex = -1;
        hint.append(" ", report);
      }
      fill(contents(data, card));
    }
    else if (!title) hide();
  };

  const linkAt = (target) => {
    const link = target instanceof Element ? target.closest("main a") : null;
    return link && place(link) ? link : null;
  };
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(() => document.activeElement !== shown && hide(), 250);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (box.contains(event.target)) return clearTimeout(timer);
    const link = linkAt(event.target);
    if (link) {
      clearTimeout(timer);
      // A pointer that only passes by asks for nothing.
      if (link !== shown) timer = setTimeout(() => show(link, false), 80);
    } else if (shown) leave();
    else clearTimeout(timer);
  });
  let armed = null, touched = false;
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    armed = shown;
    if (shown && !box.contains(event.target) && linkAt(event.target) !== shown) hide();
  });
  document.addEventListener("focusin", (event) => {
    if (box.contains(event.target)) return;
    const link = linkAt(event.target);
    if (link) show(link, touched);
    else if (shown) hide();
  });
  document.addEventListener("focusout", (event) => event.target === shown && !box.contains(event.relatedTarget) && leave());
  document.addEventListener("click", (event) => {
    const link = touched ? linkAt(event.target) : null;
    if (!link || armed === link) return;
    event.preventDefault();
    show(link, true);
  }, true);
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape" && shown) hide();
    const by = { ArrowDown: 40, ArrowUp: -40 }[event.key];
    if (by && shown && shown === document.activeElement && box.hasAttribute("tabindex")) {
      box.scrollTop += by;
      event.preventDefault();
    }
  });
  // Inside a frame that scrolls, a table, the number moves away from its card.
  document.addEventListener("scroll", (event) => event.target !== document && event.target !== box && hide(), true);
  window.addEventListener("resize", hide);
})();
