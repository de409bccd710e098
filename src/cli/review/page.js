"use strict";
// The first cell of a row is the verdict and empty: what is put before the row is in it.
const rows = JSON.parse(document.getElementById("sheet").textContent);
const verdict = (number) => document.querySelector(`input[name=v${number}]:checked`)?.value ?? "";
let saved = true;
document.addEventListener("change", () => {
  saved = false;
  const judged = document.querySelectorAll("input[value=y]:checked, input[value=n]:checked");
  document.getElementById("count").textContent = judged.length;
});
document.getElementById("save").onclick = () => {
  const sheet = rows.map((row, at) => (at === 0 ? row : verdict(at - 1) + row));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(sheet, { type: "text/csv" }));
  link.download = "sheet.csv";
  link.click();
  saved = true;
};
window.addEventListener("beforeunload", (event) => {
  if (!saved) event.preventDefault();
});
