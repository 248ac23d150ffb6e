// A writer's preview: reloads the page when a new edition is there, and lists what was found in it.
"use strict";
(() => {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = "/_preview/live.css";
  document.head.append(styles);

  const article = document.querySelector("article[data-manuscript]");
  const manuscript = article ? article.dataset.manuscript : "";
  const make = (tag, text, parent) => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  async function list() {
    const findings = await (await fetch("/_preview/findings.json")).json();
    document.querySelector(".preview-findings")?.remove();
    if (!findings.length) return;
    const here = findings.filter((finding) => manuscript && finding.path.endsWith(manuscript));
    const panel = document.createElement("details");
    panel.className = "preview-findings";
    panel.open = !manuscript;
    const things = (count) => `${count} ${count === 1 ? "thing" : "things"}`;
    make("summary", `${things(here.length)} to mend on this page, ${findings.length - here.length} elsewhere`, panel);
    const shown = here.length ? here : findings;
    const entries = make("ul", "", panel);
    for (const finding of shown.slice(0, 50)) {
      const entry = make("li", "", entries);
      make("strong", finding.message, entry);
      make("p", `${finding.path}${finding.line ? `, line ${finding.line}` : ""}`, entry);
      if (finding.excerpt) make("blockquote", finding.excerpt, entry);
      make("p", `Why: ${finding.why}`, entry);
      make("p", `What to do: ${finding.help} (${finding.rule})`, entry);
    }
    document.body.append(panel);
  }

  let edition = null;
  const events = new EventSource("/_preview/events");
  events.onmessage = (event) => {
    if (edition !== null && edition !== event.data) location.reload();
    edition = event.data;
  };
  addEventListener("pagehide", () => events.close());
  list();
})();
