// Quotes a term with its definition on the page of the search, which quotes the element that a result leads to.
document.addEventListener("DOMContentLoaded", () => {
	// What it quotes is text, also for a script that sets formulas while results still come in
	document.getElementById("search-results")?.classList.add("mathjax_ignore", "tex2jax_ignore");

	// A theme may have a search of its own
	if (typeof Search === "undefined" || !Search.htmlToText) return;
	const quote = Search.htmlToText;

	// The terms of one definition, and that
	const entry = (term) => {
		while (term.previousElementSibling?.tagName === "DT") term = term.previousElementSibling;
		const parts = [];
		for (let part = term; part; part = part.nextElementSibling) {
			if (part.tagName === "DT" && parts.at(-1)?.tagName === "DD") break;
			part.querySelectorAll(".headerlink, script, style").forEach((each) => each.remove());
			parts.push(part);
		}
		return parts;
	};

	Search.htmlToText = (html, anchor) => {
		const page = anchor && new DOMParser().parseFromString(html, "text/html");
		// An id may hold signs that mean something in a selector
		const term = page && page.getElementById(anchor.slice(1))?.closest("dl.glossary > dt");
		return term ? entry(term).map((part) => part.textContent).join("\n") : quote(html, anchor);
	};
});
