// Typing a paper sheet back: in a row of [data-levels], 1 to 5, n and s choose an answer and go to the next row.
for (const form of document.querySelectorAll("form[data-levels]")) {
  const rows = [...form.querySelectorAll("fieldset.paper-row")];
  form.addEventListener("keydown", (event) => {
    if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = event.target.closest("fieldset.paper-row");
    const key = event.key.toLowerCase();
    const chosen = row?.querySelector(`input[type=radio][value="${CSS.escape(key)}"], input[data-key="${CSS.escape(key)}"]`);
    if (!chosen) return;
    event.preventDefault();
    chosen.checked = true;
    chosen.dispatchEvent(new Event("input", { bubbles: true }));
    const next = rows[rows.indexOf(row) + 1] ?? row;
    (next.querySelector("input[type=radio]:checked") ?? next.querySelector("input[type=radio]")).focus();
  });
}
