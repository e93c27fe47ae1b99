// Sphinx splits a Chinese query nowhere, its index is split by jieba: cut the query by the words the index knows.
// 豆包市场份额 -> 豆包, 市场份额 (longest known word first); words in other scripts stay as they are.
window.splitQuery = (query) => {
  const index = typeof Search !== "undefined" && Search._index;
  const known = (word) =>
    index && (Object.hasOwn(index.terms, word) || Object.hasOwn(index.titleterms, word));
  const words = [];
  for (const chunk of query.split(/[^\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu).filter(Boolean)) {
    for (const part of chunk.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) || []) {
      if (!/\p{Script=Han}/u.test(part) || known(part)) {
        words.push(part);
        continue;
      }
      for (let i = 0; i < part.length; ) {
        let n = Math.min(8, part.length - i);
        while (n > 1 && !known(part.slice(i, i + n))) n--;
        if (n > 1) words.push(part.slice(i, i + n));
        i += n;
      }
    }
  }
  return words;
};
// A browser lets a page that was opened from a folder read no other page, so there are no excerpts to show.
if (location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  document.addEventListener("DOMContentLoaded", () => {
    const note = document.createElement("p");
    note.textContent = "Opened from a folder, the search gives titles alone: browsers keep such a page from reading the others.";
    document.querySelector("#search-results")?.before(note);
  });
}
