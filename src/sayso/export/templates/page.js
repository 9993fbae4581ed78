// Pointing at a row or at marked words lights up all that belongs to the same statement. The page works without.
const ids = (el, key) => (el.dataset[key] || "").split(" ").filter(Boolean);
const light = (event) => {
  document.querySelectorAll(".lit").forEach((el) => el.classList.remove("lit"));
  const at = event.target.closest && event.target.closest("[data-a],[data-c]");
  const report = at && at.closest("article");
  if (!report) return;
  for (const key of ["a", "c"])
    for (const id of ids(at, key))
      report.querySelectorAll(`[data-${key}~="${id}"]`).forEach((el) => el.classList.add("lit"));
};
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);
