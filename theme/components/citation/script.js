// A marker opens its reference where the reader is; without this script it leads to the list below.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;
  const panel = document.createElement("div");
  const list = document.createElement("ol");
  const close = document.createElement("button");
  let opener = null, tapped = null;

  panel.popover = "auto";
  panel.className = "opened-reference";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  list.className = "references";
  close.type = "button";
  panel.append(list, close);
  document.body.append(panel);

  const isOpen = () => panel.matches(":popover-open");

  // Beside its marker where there is room, else at the foot of the window; the marker stays in sight.
  function place() {
    panel.removeAttribute("style");
    panel.classList.remove("sheet");
    const wide = matchMedia("(min-width: 40em)").matches;
    let mark = opener.getBoundingClientRect(), size = panel.getBoundingClientRect();
    if (wide) {
      const below = mark.bottom + 8, above = mark.top - 8 - size.height;
      const top = below + size.height <= innerHeight ? below : above;
      if (top >= 0 && top + size.height <= innerHeight) {
        panel.style.top = `${top}px`;
        panel.style.left = `${Math.max(16, Math.min(mark.left, innerWidth - size.width - 16))}px`;
        return;
      }
      panel.classList.add("sheet");
      size = panel.getBoundingClientRect();
    }
    if (mark.bottom + 8 > size.top) scrollBy({ top: mark.bottom + 8 - size.top, behavior: "instant" });
  }

  function open(link) {
    const first = +link.hash.slice(2), last = +(link.dataset.through || first);
    const entries = [];
    for (let number = first; number <= last; number++) {
      const entry = document.getElementById(`r${number}`);
      if (!entry) return false;
      entries.push(entry.cloneNode(true));
    }
    entries.forEach((entry) => entry.removeAttribute("id"));
    list.start = first;
    list.replaceChildren(...entries);
    close.textContent = document.querySelector(".references").dataset.close;
    panel.setAttribute("aria-label", link.getAttribute("aria-label"));
    opener = link;
    panel.showPopover();
    place();
    panel.focus({ preventScroll: true });
    return true;
  }

  close.addEventListener("click", () => panel.hidePopover());
  panel.addEventListener("toggle", (event) => {
    const lost = [document.body, panel].includes(document.activeElement) || panel.contains(document.activeElement);
    if (event.newState === "closed" && lost) opener.focus({ preventScroll: true });
  });
  // On paper the list has every reference; the panel would lie on top of the text.
  addEventListener("beforeprint", () => panel.hidePopover());
  addEventListener("resize", () => { if (isOpen()) place(); });
  // A tap on the opened marker closes by itself ("auto") before it clicks; it must not open again. A key
  // presses no pointer.
  addEventListener("pointerdown", (event) => {
    tapped = isOpen() && event.target.closest?.("a") === opener ? opener : null;
  }, true);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (!link) return;
    if (panel.contains(link) && link.classList.contains("backlink")) {
      panel.hidePopover();
      return;
    }
    if (!link.matches("a.cite") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if ((event.detail && tapped === link) || (isOpen() && opener === link)) {
      event.preventDefault();
      panel.hidePopover();
    } else if (open(link)) event.preventDefault();
  });
})();
