// Reports of wrong readings: fills the address that takes them with the claim, its sentence and what was read.
// The page says in <meta name="kj-report"> where they go: to new issues of a repository, to somebody's mail, or, where
// nobody takes them, to the words on how to report. On evidence pages every claim has a link that works without this.
window.kaojuReport = (() => {
  const LONGEST = 600; // servers refuse addresses of more than some kilobytes, and a Chinese character takes nine
  const desk = document.querySelector('meta[name="kj-report"]')?.content ?? "";
  const takes = /^(https|mailto):/.test(desk);
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  const address = ({ id, quote, reading, place }) => {
    if (!takes) return desk;
    const letters = [...plain(quote)];
    const told = letters.slice(0, LONGEST).join("") + (letters.length > LONGEST ? " …" : "");
    const lines = [`Claim: ${id}`, `Read as: ${plain(reading)}`];
    if (/^https?:/.test(location.protocol)) lines.push(`Page: ${new URL(place ?? location.href, document.baseURI).href}`);
    // Four spaces: whatever a source says, a tracker shows it as it stands and notifies nobody.
    const body = [...lines, "Sentence:", "", `    ${told}`, "", "What is wrong, and why:", ""].join("\n");
    const title = `Wrong reading: ${id}`;
    const named = { [desk.startsWith("mailto:") ? "subject" : "title"]: title, body };
    return `${desk}?${Object.entries(named).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
  };

  // On evidence pages, when a link is about to be followed.
  const fill = (event) => {
    const link = takes && event.target instanceof Element && event.target.closest(".kj-notes a.kj-report");
    if (!link) return;
    const entry = link.closest("li");
    const own = entry.querySelector("a");
    const said = link.closest(".kj-passage").querySelector("p[lang]").cloneNode(true);
    for (const sign of said.querySelectorAll(".kj-sign")) sign.remove();
    let reading = "";
    for (const part of entry.childNodes) {
      if (part === link) break;
      if (part !== own) reading += part.textContent;
    }
    link.href = address({ id: own.textContent, quote: said.textContent, reading, place: own.href });
  };
  for (const kind of ["pointerdown", "focusin", "click"]) document.addEventListener(kind, fill, true);

  // A link for scripts that show a claim themselves.
  const link = (claim) => {
    const made = document.createElement("a");
    made.className = "kj-report";
    made.href = address(claim);
    made.textContent = "report";
    made.setAttribute("aria-label", `Report a wrong reading of ${claim.id}`);
    return made;
  };
  return { address, link };
})();
