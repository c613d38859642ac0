/*
 * What the page of rq-report adds where a browser runs scripts: tables that
 * sort, filter and turn pages, and decisions about results, to be saved as a
 * file for rq-admin review. All text is set as text, never as markup, but for the
 * details of candidates, which are the page's own markup, kept in <noscript>.
 */
"use strict";

(() => {
const PAGE = 50; /* rows; page.css shows as many while more come */
const decisions = new Map(); /* task_id -> decision record */
const opened = new Map();    /* task_id -> when its details were opened, ms */

function make(tag, properties, ...children) {
	const element = Object.assign(document.createElement(tag), properties);
	element.append(...children);
	return element;
}

function labelled(text, control) {
	return make("label", {}, make("span", { textContent: text }), control);
}

/* --- decisions ----------------------------------------------------------------- */

const reviewer = make("input", { type: "text", maxLength: 60, autocomplete: "name" });
const tally = make("span", { role: "status" });
const save = make("button", { type: "button", textContent: "Save decisions.ndjson" });
const bar = make("section", { className: "bar-review", hidden: true, ariaLabel: "Decisions" },
	tally, labelled("Reviewer", reviewer), save);

function count() {
	const kinds = { approved: 0, rejected: 0, returned: 0 };
	for (const decision of decisions.values())
		kinds[decision.decision]++;
	tally.textContent = `${kinds.approved} approved, ${kinds.rejected} rejected, ` +
		`${kinds.returned} sent back, not saved yet`;
	bar.hidden = decisions.size === 0;
}

save.addEventListener("click", () => {
	const lines = [...decisions.values()].map((decision) =>
		JSON.stringify({ ...decision, reviewer: reviewer.value.trim() }) + "\n");
	const url = URL.createObjectURL(new Blob(lines, { type: "application/x-ndjson" }));
	make("a", { href: url, download: "decisions.ndjson" }).click();
	setTimeout(() => URL.revokeObjectURL(url), 60000);
	tally.textContent = `${lines.length} saved: rq-admin review <decisions.ndjson`;
	decisions.clear();
});

addEventListener("beforeunload", (event) => {
	if (decisions.size > 0)
		event.preventDefault();
});

/* why is the reason, or the note that a result is sent back with. */
function decide(task, decision, why, mark) {
	const since = opened.get(task);
	decisions.set(task, {
		type: "decision", v: 1, task_id: task, decision,
		[decision === "returned" ? "note" : "reason"]: why,
		at: new Date().toISOString(), bulk: false,
		seconds: since === undefined ? null : Math.round((Date.now() - since) / 1000),
	});
	mark.textContent = decision;
	count();
}

/* The buttons of one candidate, made when its details are opened first. */
function offer(row, details) {
	const task = row.dataset.task;
	const reason = make("input", { type: "text", maxLength: 1000 });
	const mark = make("b", { className: "mark", role: "status" });
	const button = (text, decision) => {
		const made = make("button", { type: "button", textContent: text });
		made.addEventListener("click", () => {
			reason.value = reason.value.trim();
			reason.required = decision === "returned";
			if (reason.reportValidity())
				decide(task, decision, reason.value, mark);
		});
		return made;
	};

	const buttons = [button("Reject", "rejected"), button("Send back", "returned")];
	if (row.dataset.held === undefined) /* else nobody's approval is taken */
		buttons.unshift(button("Approve", "approved"));
	details.append(make("div", { className: "decide" }, ...buttons,
		labelled("Reason, or what to do otherwise", reason), mark));
}

document.addEventListener("toggle", (event) => {
	const details = event.target;
	unfold(details);
	const row = details.closest("tr.more")?.previousElementSibling;
	if (!details.open || !row?.dataset.task || opened.has(row.dataset.task))
		return;
	opened.set(row.dataset.task, Date.now());
	offer(row, details);
}, true);

/* --- details of candidates ------------------------------------------------------- */

const parser = new DOMParser();

/* What was text inside of <noscript> becomes elements. */
function unfold(element) {
	for (const held of element.querySelectorAll("noscript"))
		held.replaceWith(...parser.parseFromString(held.textContent, "text/html").body.childNodes);
}

/* Rows that are shown are unfolded for who searches in the page, but after the keys that wait. */
const idle = window.requestIdleCallback ?? setTimeout;

function unfoldLater(rows) {
	const row = rows.find((one) => one.isConnected && one.querySelector("noscript"));
	if (!row)
		return;
	unfold(row);
	idle(() => unfoldLater(rows));
}

/* --- tables --------------------------------------------------------------------- */

/* A candidate's row with the row of details behind it, and what it is found and sorted by. */
function entries(body) {
	const list = [];
	for (const row of body.rows) {
		if (row.classList.contains("more")) {
			list[list.length - 1].rows.push(row);
			continue;
		}
		list.push({
			rows: [row],
			text: row.textContent.toLowerCase(),
			status: row.dataset.status,
			keys: [...row.cells].map((cell) => cell.dataset.sort === undefined
				? cell.textContent.toLowerCase() : Number(cell.dataset.sort)),
		});
	}
	return list;
}

function compare(a, b) {
	return typeof a === "number" ? a - b : a.localeCompare(b);
}

/* What is there of a table becomes usable at once; returns what is to be done when all rows are. */
function live(table) {
	const body = table.tBodies[0];
	const filter = make("input", { type: "search" });
	const status = make("select", {}, make("option", { value: "", textContent: "all" }));
	const back = make("button", { type: "button", textContent: "Previous", disabled: true });
	const forth = make("button", { type: "button", textContent: "Next", disabled: true });
	const place = make("span", { role: "status" });
	const heads = [...table.tHead.rows[0].cells];
	const order = table.caption.querySelector("span"); /* in which they came: by the best score */
	let all = [], shown = all, page = 0;

	function draw() {
		const first = page * PAGE;
		const now = shown.slice(first, first + PAGE);
		const rows = now.flatMap((entry) => entry.rows);
		body.replaceChildren(...rows);
		idle(() => unfoldLater(rows));
		place.textContent = shown.length === 0 ? "none"
			: `${first + 1}–${first + now.length} of ${shown.length}`;
		back.disabled = page === 0;
		forth.disabled = first + PAGE >= shown.length;
	}

	function choose() {
		const words = filter.value.toLowerCase().split(/\s+/);
		shown = all.filter((entry) => (!status.value || entry.status === status.value) &&
			words.every((word) => entry.text.includes(word)));
		page = 0;
		draw();
	}

	function turn(by) {
		page += by;
		draw();
		table.scrollIntoView({ block: "start" });
	}

	/* Numbers begin with the largest, words with A. */
	function sort(head, column) {
		const down = head.ariaSort ? head.ariaSort === "ascending"
			: typeof all[0]?.keys[column] === "number";
		for (const other of heads)
			other.removeAttribute("aria-sort");
		head.ariaSort = down ? "descending" : "ascending";
		all.sort((a, b) => (down ? -1 : 1) * compare(a.keys[column], b.keys[column]));
		order?.remove();
		choose();
	}

	table.before(make("div", { className: "tools" }, labelled("Filter", filter),
		labelled("Status", status), make("span", { className: "turn" }, back, place, forth)));

	return () => {
		all = entries(body);
		for (const kind of new Set(all.map((entry) => entry.status)))
			status.append(make("option", { value: kind, textContent: kind }));
		if (order)
			heads.find((head) => head.textContent === "Evidence").ariaSort = "descending";
		heads.forEach((head, column) => {
			const button = make("button", { type: "button" }, ...head.childNodes);
			button.addEventListener("click", () => sort(head, column));
			head.append(button);
		});
		filter.addEventListener("input", choose);
		status.addEventListener("change", choose);
		back.addEventListener("click", () => turn(-1));
		forth.addEventListener("click", () => turn(1));
		addEventListener("beforeprint", () => {
			body.replaceChildren(...shown.flatMap((entry) => entry.rows));
			unfold(body);
		});
		addEventListener("afterprint", draw);
		choose();
	};
}

/*
 * A page of thousands is read for a second: its first rows are shown and its filter takes letters
 * before, what they find when all rows have come.
 */
const begun = new Map(); /* table -> what is to be done at the end */

function begin() {
	for (const table of document.querySelectorAll("table.people"))
		if (table.tBodies[0] && !begun.has(table))
			begun.set(table, live(table));
	if (document.readyState === "loading")
		requestAnimationFrame(begin);
}

document.documentElement.classList.add("waiting");
requestAnimationFrame(begin);
document.addEventListener("DOMContentLoaded", () => {
	begin();
	begun.forEach((complete) => complete());
	document.querySelector("main").after(bar);
	document.documentElement.classList.remove("waiting");
});

addEventListener("keydown", (event) => {
	if (event.key !== "/" || event.target.closest("input, select, textarea"))
		return;
	event.preventDefault();
	document.querySelector(".tools input")?.focus();
});
})();
