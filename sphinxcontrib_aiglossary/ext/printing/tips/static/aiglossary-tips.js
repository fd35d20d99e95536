// Shows the definition of a term beside the link to it: on hover, on focus, on touch.
(() => {
  const ID = "aiglossary--tip"; // no heading gets such an id
  const FOCUSABLE = "a[href], button, input, summary, audio, video, iframe, [tabindex]";
  const UNWANTED = "script, style, button, .headerlink";
  const AFTER_DEFINITION = ".rubric, details, [class^=aiglossary-]";
  const GAP = 4; // between link and tip
  const EDGE = 8; // between tip and viewport

  const page = document;
  const root = page.documentElement;
  const source = page.querySelector("template.aiglossary-tips");
  if (!source) return;
  const brought = new Map([...source.content.children].map((each) => [each.dataset.for, each]));

  let link; // the link that shows its tip now
  let tip;
  let opening;
  let closing;
  let touched;

  // Copies of the term and of the definition that the page prints itself where a link within it leads
  const printed = (a) => {
    const href = a.getAttribute("href");
    const term = href[0] === "#" && page.getElementById(href.slice(1));
    let found = term && term.matches("dl.glossary > dt") && term;
    while (found && found.tagName !== "DD") found = found.nextElementSibling;
    if (!found || found.contains(a)) return [];
    const children = [...found.children];
    const end = children.findIndex((each) => each.matches(AFTER_DEFINITION));
    return [term, ...children.slice(0, end < 0 ? undefined : end)].map((each) => each.cloneNode(true));
  };

  const linkAt = (target) => {
    const a = target.closest?.("a[href]");
    if (!a || tip?.contains(a)) return;
    if (brought.get(a.getAttribute("href"))?.children[1] || printed(a)[1]) return a;
  };

  const fill = () => {
    const href = link.getAttribute("href");
    const [term, ...definition] = printed(link);
    const from = brought.get(href)?.cloneNode(true);
    const head = page.createElement("p");
    head.append(...(term?.childNodes ?? []));
    head.className = "aiglossary-tip-term";
    tip.append(...(from?.children ?? [head]), ...definition);
    tip.querySelectorAll(UNWANTED).forEach((each) => each.remove());
    tip.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    if (from?.dataset.more !== undefined || tip.querySelector(FOCUSABLE)) {
      const more = page.createElement("a");
      more.href = href;
      more.textContent = source.dataset.more;
      tip.append(page.createElement("p"));
      tip.lastChild.append(more);
    }
  };

  // The colours of the page, also where a theme lets the reader choose them
  const dress = () => {
    let at = link.closest("[role=main], main, article, body");
    const { color, fontFamily } = getComputedStyle(at);
    Object.assign(tip.style, { color, fontFamily });
    for (; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/^rgba|\//.test(backgroundColor)) {
        tip.style.backgroundColor = backgroundColor;
        return;
      }
    }
  };

  const place = () => {
    const box = link.getBoundingClientRect();
    const below = root.clientHeight - box.bottom - GAP - EDGE;
    const above = box.top - GAP - EDGE;
    if (above < -box.height || below < -box.height || !link.isConnected) return close();
    tip.style.maxHeight = "";
    const up = tip.offsetHeight > below && above > below;
    tip.style.maxHeight = `${up ? above : below}px`;
    const left = Math.min(link.getClientRects()[0].left, root.clientWidth - tip.offsetWidth - EDGE);
    tip.style.left = `${Math.max(EDGE, left)}px`;
    tip.style.top = `${up ? box.top - GAP - tip.offsetHeight : box.bottom + GAP}px`;
  };

  // A text is a tooltip; what can be focused or scrolled is something that the link opens
  const settle = (mine) => {
    if (mine === tip) place();
    if (!tip || mine !== tip) return;
    const scrolls = tip.scrollHeight > tip.clientHeight || tip.scrollWidth > tip.clientWidth;
    if (scrolls) tip.tabIndex = 0;
    const opens = scrolls || tip.querySelector(FOCUSABLE);
    tip.setAttribute("role", opens ? "group" : "tooltip");
    tip.ariaLabel = opens ? tip.firstChild.textContent : null;
    link.ariaExpanded = opens ? "true" : null;
    link.removeAttribute(opens ? "aria-describedby" : "aria-controls");
    link.setAttribute(opens ? "aria-controls" : "aria-describedby", ID);
  };

  const typeset = (mine) => {
    const { MathJax } = window;
    const raw = [...mine.querySelectorAll(".math")].some((each) => each.textContent[0] === "\\");
    if (raw && MathJax?.typesetPromise) {
      MathJax.startup.promise.then(() => MathJax.typesetPromise([mine])).then(() => settle(mine));
    } else if (raw) MathJax?.Hub?.Queue(["Typeset", MathJax.Hub, mine], [settle, mine]);
  };

  const open = (a) => {
    close();
    clearTimeout(opening);
    link = a;
    link.removeAttribute("title");
    tip = page.createElement("div");
    tip.id = ID;
    fill();
    // Behind the link, where the next Tab goes; not into what is a name of something
    (link.closest("h1, h2, h3, h4, h5, h6, summary, label") ?? link).after(tip);
    tip.popover = "manual";
    tip.showPopover?.();
    dress();
    settle(tip);
    if (tip) typeset(tip);
  };

  const close = () => {
    closing = clearTimeout(closing);
    if (!tip) return;
    link.removeAttribute("aria-describedby");
    link.removeAttribute("aria-controls");
    if (link.ariaExpanded) link.ariaExpanded = "false";
    window.MathJax?.typesetClear?.([tip]);
    tip.remove();
    link = tip = null;
  };

  const closeSoon = () => {
    clearTimeout(opening);
    closing ??= setTimeout(() => {
      closing = undefined;
      const held = link?.matches(":focus-visible") || tip?.contains(page.activeElement);
      if (!held) close();
    }, 300);
  };

  const isHeld = (target) => tip?.contains(target) || link?.contains(target);

  page.addEventListener("pointerover", ({ target, relatedTarget, pointerType }) => {
    if (pointerType === "touch") return;
    if (isHeld(target)) {
      clearTimeout(opening);
      closing = clearTimeout(closing);
      return;
    }
    const a = linkAt(target);
    if (a?.contains(relatedTarget)) return;
    closeSoon();
    if (!a) return;
    a.removeAttribute("title");
    opening = setTimeout(open, 200, a);
  });
  root.addEventListener("pointerleave", closeSoon);

  page.addEventListener("focusin", ({ target }) => {
    if (isHeld(target)) return;
    const a = linkAt(target);
    if (a?.matches(":focus-visible")) open(a);
    else if (!page.querySelector(`#${ID}:hover`)) close();
  });

  page.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    clearTimeout(opening);
    if (tip?.contains(page.activeElement)) link.focus();
    close();
  });

  page.addEventListener("pointerdown", ({ target, pointerType }) => {
    touched = pointerType === "touch";
    clearTimeout(opening);
    if (!isHeld(target)) close();
  });

  // The first tap shows, the second one follows; a keyboard's click has no detail
  page.addEventListener("click", (event) => {
    const a = linkAt(event.target);
    if (touched && event.detail && a && a !== link) {
      event.preventDefault();
      open(a);
    } else if (event.target.closest?.("a")) setTimeout(close);
  });

  const follow = ({ target }) => tip && !tip.contains(target) && place();
  addEventListener("scroll", follow, { capture: true, passive: true });
  addEventListener("resize", follow);
  addEventListener("pagehide", close);
})();
