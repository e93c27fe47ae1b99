// Beside the table under a figure: a button that hands its data over as CSV.
document.addEventListener("DOMContentLoaded", () => {
  // What a spreadsheet would run as a formula stands behind an apostrophe.
  const cell = (element) => {
    const text = element.textContent.trim();
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[-+]?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  for (const behind of document.querySelectorAll(".kj-behind")) {
    const table = behind.querySelector("table");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Download as CSV";
    button.addEventListener("click", () => {
      const lines = [...table.rows].map((row) => [...row.cells].map(cell).join(","));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\n")}\n`], { type: "text/csv" }));
      link.download = `${table.id}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    behind.querySelector("p").before(button);
  }
});
