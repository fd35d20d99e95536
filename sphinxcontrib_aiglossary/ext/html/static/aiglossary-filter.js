// Filters the entries of a page by words and by category, which its address holds, and copies links to them.
{
	const find = (css) => [...document.querySelectorAll(css)];
	const [template] = find(".aiglossary-filter");
	template.replaceWith(template.content);
	const [input, count, copied, ...chips] = find(".aiglossary-filter :is(input, p > span, button)");
	// Each is the terms of one definition with that
	const entries = [];
	for (const part of find("dl.glossary > :is(dt, dd)")) {
		const before = part.previousElementSibling;
		if (part.tagName === "DT" && before?.tagName !== "DT") entries.push({ parts: [] });
		entries.at(-1)?.parts.push(part);
	}
	let chosen; // one of the chips

	// Case, accents and width do not count
	const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
	const textOf = (node) => (node.matches?.(".headerlink, details, p[class^=aiglossary]") ? "" : node.textContent);
	const read = (part) => [...part.childNodes].map(textOf).join("");
	const text = (entry) => (entry.folded ??= fold(entry.parts.map(read).join(" ")));

	const show = () => {
		const words = fold(input.value).match(/[^\s\p{Pd}]+/gu) ?? [];
		let shown = 0;
		for (const entry of entries) {
			const wanted =
				(!chosen || entry.parts[0].matches(`.aiglossary-category-${chosen.value}`)) &&
				words.every((word) => text(entry).includes(word));
			for (const part of entry.parts) if (part.hidden === wanted) part.hidden = !wanted;
			shown += wanted;
		}
		for (const chip of chips) chip.ariaPressed = chip === chosen;
		for (const letter of find(".aiglossary-letters a"))
			letter.ariaDisabled = !find(letter.hash)[0].checkVisibility();
		count.textContent = shown;
	};

	const address = (hash, state) => Object.assign(new URL(location), { hash, search: new URLSearchParams(state) });

	const change = (chip, hash = "") => {
		const { value: q } = input;
		chosen = chip;
		copied.textContent = "";
		history.replaceState(null, "", address(hash, { ...(q && { q }), ...(chip && { category: chip.value }) }));
		show();
	};
	// Long pages take a moment, which the first key should not
	input.onfocus = () => entries.forEach(text);
	input.oninput = () => change(chosen);
	for (const chip of chips) chip.onclick = () => change(chip !== chosen && chip);

	const restore = () => {
		const query = new URLSearchParams(location.search);
		input.value = query.get("q");
		chosen = chips.find((chip) => query.has("category", chip.value));
		show();
		// A link to an entry goes before the filter that hides it
		const target = document.getElementById(location.hash.slice(1));
		if (target?.checkVisibility() !== false) return;
		input.value = "";
		change(null, location.hash);
		target.scrollIntoView();
	};
	for (const type of ["popstate", "hashchange"]) addEventListener(type, restore);
	restore();

	// Where the browser does not allow it, the link merely leads there
	for (const link of find("dl.glossary > dt > .headerlink"))
		link.onclick = () =>
			navigator.clipboard?.writeText(address(link.hash)).then(
				() => (copied.textContent = link.dataset.copied = copied.dataset.text),
				() => {},
			);
}
