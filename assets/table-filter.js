// Filters the rows of tables marked kj-search. Without this script all rows stand there.
document.addEventListener("DOMContentLoaded", () => {
  // What is folded away as further rows joins them, so that one field searches all; the table scrolls in its frame.
  for (const more of document.querySelectorAll(".kj-exhibit > details.kj-more:has(table.kj-search)")) {
    const table = more.parentElement.querySelector("table.kj-search");
    table.tBodies[0].append(...more.querySelector("table.kj-search").tBodies[0].rows);
    more.remove();
  }
  for (const table of document.querySelectorAll("table.kj-search")) {
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const facets = Object.keys(rows[0]?.dataset ?? {});
    const form = document.createElement("form");
    form.className = "kj-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", `Filter: ${table.caption?.textContent ?? ""}`);

    const field = (label, control) => {
      const box = document.createElement("label");
      box.append(label, control);
      form.append(box);
      return control;
    };
    const text = field("Text", document.createElement("input"));
    text.type = "search";
    text.placeholder = "中文 or English";
    const choices = facets.map((facet) => {
      const select = field(facet[0].toUpperCase() + facet.slice(1), document.createElement("select"));
      select.append(new Option("all", ""));
      const values = new Set(rows.map((row) => row.dataset[facet]));
      for (const value of [...values].sort()) select.append(new Option(value, value));
      return [facet, select];
    });
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    form.append(count);

    const show = () => {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        const kept =
          words.every((word) => texts[i].includes(word)) &&
          choices.every(([facet, select]) => !select.value || row.dataset[facet] === select.value);
        if (row.hidden === kept) row.hidden = !kept;
        shown += kept;
      });
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    (table.closest(".kj-scroll") ?? table).before(form);
    show();
  }
});
