// Shows the definition of a term beside the link to it: on hover, on focus, on touch.
(() => {
	const ID = "aiglossary--tip"; // no heading gets such an id
	const FOCUSABLE = "a[href], summary, audio, video, iframe, [tabindex]";
	const UNWANTED = "script, style, button, .headerlink";
	const AFTER = ":scope > :is(.rubric, details, [class^=aiglossary-])"; // a definition
	const GAP = 4; // between link and tip
	const EDGE = 8; // between tip and viewport

	const page = document;
	const root = page.documentElement;
	const source = page.querySelector(".aiglossary-tips");
	const brought = new Map([...(source.content ?? source).children].map((each) => [each.dataset.for, each]));

	let link; // the link that shows its tip now
	let tip;
	let timer;

	// The term on this page to which a link within it leads, and its definition
	const printed = (a) => {
		const href = a.getAttribute("href");
		const target = href[0] === "#" ? page.getElementById(href.slice(1)) : null;
		const term = target?.closest("dl.glossary dt");
		let definition = term;
		while (definition?.tagName === "DT") definition = definition.nextElementSibling;
		return { href, term, definition };
	};

	// The link at some place of the page that has something to show, which says more than its title
	const linkAt = (place) => {
		const a = place.closest?.("a[href]");
		if (!a || tip?.contains(a)) return;
		const { href, definition } = printed(a);
		if (definition ? definition.contains(a) : !brought.has(href)) return;
		a.removeAttribute("title");
		return a;
	};

	const make = (name, ...content) => {
		const made = page.createElement(name);
		made.append(...content);
		return made;
	};

	const fill = () => {
		const { href, term, definition } = printed(link);
		const body = definition?.cloneNode(true);
		const left = body?.querySelectorAll(`${AFTER}, ${AFTER} ~ *`) ?? [];
		left.forEach((each) => each.remove());
		tip = brought.get(href)?.cloneNode(true) ?? make("div", make("b", ...term.cloneNode(true).childNodes));
		tip.append(...(body?.childNodes ?? []));
		// What is text in an entry is text here, too
		if (term?.closest(".mathjax_ignore")) tip.classList.add("mathjax_ignore", "tex2jax_ignore");
		tip.querySelectorAll(UNWANTED).forEach((each) => each.remove());
		tip.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
		// The attribute has no value: its text is false where it stands
		if ("more" in tip.dataset || left.length || tip.querySelector(FOCUSABLE)) {
			const more = make("a", source.dataset.more);
			more.href = href;
			tip.append(make("p", more));
		}
	};

	// The colours of the page, also where a theme lets the reader choose them
	const dress = () => {
		let at = link.closest("[role=main], main, article, body");
		const { color, fontFamily } = getComputedStyle(at);
		const ground = () => getComputedStyle(at).backgroundColor;
		while (at && /^rgba|\//.test(ground())) at = at.parentElement;
		Object.assign(tip.style, { color, fontFamily, backgroundColor: at && ground() });
	};

	const place = () => {
		const { top, bottom, height } = link.getBoundingClientRect();
		const above = top - GAP - EDGE;
		const below = root.clientHeight - bottom - GAP - EDGE;
		if (Math.min(above, below) < -height) return close();
		tip.style.maxHeight = "";
		const up = tip.offsetHeight > below && above > below;
		const left = Math.min(link.getClientRects()[0].left, root.clientWidth - tip.offsetWidth - EDGE);
		tip.style.maxHeight = `${up ? above : below}px`;
		tip.style.left = `${Math.max(EDGE, left)}px`;
		tip.style.top = `${up ? top - GAP - tip.offsetHeight : bottom + GAP}px`;
	};

	const point = (attribute, points) =>
		points ? link.setAttribute(attribute, ID) : link.removeAttribute(attribute);

	// A text is a tooltip; what can be focused or scrolled is something that the link opens
	const settle = () => {
		place();
		if (!tip) return;
		const scrolls = tip.scrollHeight > tip.clientHeight || tip.scrollWidth > tip.clientWidth;
		if (scrolls) tip.tabIndex = 0;
		const opens = scrolls || tip.querySelector(FOCUSABLE);
		tip.role = opens ? "group" : "tooltip";
		tip.ariaLabel = opens ? tip.firstElementChild.textContent : null;
		link.ariaExpanded = opens ? "true" : null;
		point("aria-controls", opens);
		point("aria-describedby", !opens);
	};

	const typeset = async () => {
		const { MathJax } = window;
		const mine = tip;
		const formulas = [...mine.querySelectorAll(".math")];
		if (!formulas.some((each) => each.textContent[0] === "\\")) return;
		await MathJax?.startup?.promise;
		await MathJax?.typesetPromise?.([mine]);
		// KaTeX as sphinxcontrib-katex loads it
		const { renderMathInElement, katex_options } = window;
		if (!MathJax) formulas.forEach((each) => renderMathInElement?.(each, katex_options));
		if (mine === tip) settle();
	};

	const open = (a) => {
		close();
		link = a;
		fill();
		tip.id = ID;
		// Behind the link, where the next Tab goes; not into what is a name of something
		(link.closest("h1, h2, h3, h4, h5, h6, summary, label") ?? link).after(tip);
		tip.popover = "manual";
		tip.showPopover?.();
		dress();
		settle();
		if (tip) typeset();
	};

	const close = () => {
		clearTimeout(timer);
		if (!tip) return;
		point("aria-controls");
		point("aria-describedby");
		if (link.ariaExpanded) link.ariaExpanded = "false";
		window.MathJax?.typesetClear?.([tip]);
		tip.remove();
		link = tip = null;
	};

	const isHeld = (target) => tip?.contains(target) || link?.contains(target);
	const on = (type, act) => addEventListener(type, act, { capture: true, passive: type === "scroll" });
	const onPointer = (type, act, wait) =>
		on(type, ({ target, pointerType }) => {
			const about = isHeld(target) ? link : linkAt(target);
			if (pointerType === "touch" || !about) return;
			clearTimeout(timer);
			timer = setTimeout(act, wait, about);
		});

	onPointer("pointerover", (a) => a === link || open(a), 200);
	onPointer("pointerout", () => link?.matches(":focus-visible") || tip?.contains(page.activeElement) || close(), 300);

	on("focusin", ({ target }) => {
		if (isHeld(target)) return;
		const a = linkAt(target);
		if (a?.matches(":focus-visible")) open(a);
		else if (!tip?.matches(":hover")) close();
	});

	on("keydown", ({ key }) => {
		if (key !== "Escape") return;
		if (tip?.contains(page.activeElement)) link.focus();
		close();
	});

	on("pointerdown", ({ target }) => isHeld(target) || close());

	// The first tap shows, the second one follows
	on("click", (event) => {
		const a = linkAt(event.target);
		if (event.pointerType === "touch" && a && a !== link) {
			event.preventDefault();
			open(a);
		} else if (event.target.closest?.("a")) setTimeout(close);
	});

	on("scroll", ({ target }) => tip && !tip.contains(target) && place());
	on("resize", () => tip && place());
	on("pagehide", close);
})();
