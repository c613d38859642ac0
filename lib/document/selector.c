#include "document/selector.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum kind { TYPE, ID, CLASS, ATTRIBUTE, ROOT, FIRST, DESCENDANT, CHILD };

struct rq_selector_part {
	enum kind kind;
	bool negated;
	const char *name;
	size_t length;
	const char *value; /* of an attribute, or NULL for any */
	size_t value_length;
};

struct reading {
	struct rq_selector *selector;
	const char *at, *end;
	bool negated; /* inside of :not() */
	bool inner;   /* inside of parentheses: no more of them */
};

/* --- reading ------------------------------------------------------------------------ */

static bool is_name(const char *at, const char *end)
{
	return at < end && (isalnum((unsigned char)*at) || *at == '-' || *at == '_' ||
			    *at == '\001' || (unsigned char)*at >= 0x80);
}

static const char *end_of_name(const char *at, const char *end)
{
	while (is_name(at, end))
		at += *at == '\001' && at + 1 < end ? 2 : 1;
	return at;
}

static void add(struct reading *reading, enum kind kind, const char *name, size_t length,
		uint32_t weight)
{
	struct rq_selector *selector = reading->selector;

	selector->parts =
	    rq_grow(selector->parts, selector->count, &selector->capacity, sizeof *selector->parts);
	selector->parts[selector->count++] =
	    (struct rq_selector_part) { kind, reading->negated, name, length, NULL, 0 };
	selector->weight += weight;
	if (selector->weight >= RQ_SELECTOR_MORE)
		selector->weight = RQ_SELECTOR_MORE - 1;
}

static bool is_one_of(const char *name, size_t length, const char *const *names)
{
	for (; *names; names++)
		if (strlen(*names) == length && strncasecmp(name, *names, length) == 0)
			return true;
	return false;
}

/* Past what stands in the brackets or parentheses that open here. */
static const char *past(const char *at, const char *end)
{
	char open = *at, close = open == '[' ? ']' : ')';
	unsigned depth = 0;

	for (; at < end; at++) {
		depth += *at == open;
		if (*at == close && --depth == 0)
			return at + 1;
	}
	return end;
}

/* The value up to the closing bracket, which may stand in quotes. */
static void read_value(struct rq_selector_part *part, const char *from, const char *end)
{
	while (from < end && isspace((unsigned char)*from))
		from++;
	while (end > from && isspace((unsigned char)end[-1]))
		end--;
	if (end - from >= 2 && (*from == '"' || *from == '\'') && end[-1] == *from)
		from++, end--;
	part->value = from;
	part->value_length = (size_t)(end - from);
}

/* "[name]" and "[name=value]"; of others only the name is compared. */
static void read_attribute(struct reading *reading)
{
	const char *name = reading->at + 1, *end;

	reading->at = past(reading->at, reading->end);
	while (name < reading->at && isspace((unsigned char)*name))
		name++;
	end = end_of_name(name, reading->at);
	add(reading, ATTRIBUTE, name, (size_t)(end - name), 1 << 8);
	reading->selector->invalid = reading->selector->invalid || end == name;
	while (end < reading->at && isspace((unsigned char)*end))
		end++;
	if (*end == '=')
		read_value(&reading->selector->parts[reading->selector->count - 1], end + 1,
			   reading->at - 1);
	else
		reading->selector->doubt = reading->selector->doubt || *end != ']';
}

static void read_compound(struct reading *reading);

/* :not() or :is() of one part is compared; of more it is in doubt. */
static void read_function(struct reading *reading, bool negated)
{
	struct rq_selector *selector = reading->selector;
	const char *open = reading->at, *rest = past(open, reading->end);
	size_t before = selector->count;
	struct reading inner = { selector, open + 1, rest - 1, negated, true };

	while (inner.at < inner.end && isspace((unsigned char)*inner.at))
		inner.at++;
	if (!reading->inner)
		read_compound(&inner);
	while (inner.at < inner.end && isspace((unsigned char)*inner.at))
		inner.at++;
	if (inner.at != inner.end || selector->count != before + 1) {
		selector->count = before;
		selector->doubt = true;
	}
	reading->at = rest;
}

static void read_pseudo(struct reading *reading)
{
	static const char *const elements[] = { "before",       "after",    "first-line",
						"first-letter", "marker",   "selection",
						"placeholder",  "backdrop", NULL };
	static const char *const states[] = { "hover",         "focus",   "focus-within",
					      "focus-visible", "active",  "visited",
					      "target",        "checked", "disabled",
					      "before",        "after",   "first-line",
					      "first-letter",  NULL };
	static const char *const others[] = { "nth-child",
					      "nth-last-child",
					      "nth-of-type",
					      "last-child",
					      "only-child",
					      "first-of-type",
					      "last-of-type",
					      "only-of-type",
					      "is",
					      "where",
					      "has",
					      "lang",
					      "dir",
					      "link",
					      "any-link",
					      "empty",
					      "enabled",
					      "scope",
					      "nth-last-of-type",
					      NULL };
	static const char *const functions[] = { "not", "is", "where", NULL };
	struct rq_selector *selector = reading->selector;
	bool element = reading->at + 1 < reading->end && reading->at[1] == ':';
	const char *name = reading->at + 1 + element, *end = end_of_name(name, reading->end);
	size_t length = (size_t)(end - name);

	reading->at = end;
	selector->weight += element ? 1 : 1 << 8;
	if (element || is_one_of(name, length, states)) {
		selector->never = selector->never || !reading->negated;
		selector->invalid =
		    selector->invalid || (element && !is_one_of(name, length, elements) &&
					  (length < 8 || strncmp(name, "-webkit-", 8) != 0));
		return;
	}
	if (is_one_of(name, length, functions) && end < reading->end && *end == '(') {
		selector->weight -= 1 << 8;
		read_function(reading, length == 3);
	} else if (length == 4 && strncasecmp(name, "root", 4) == 0) {
		add(reading, ROOT, name, length, 0);
	} else if (length == 11 && strncasecmp(name, "first-child", 11) == 0) {
		add(reading, FIRST, name, length, 0);
	} else {
		selector->doubt = true;
		selector->invalid = selector->invalid || !is_one_of(name, length, others);
	}
	if (reading->at < reading->end && *reading->at == '(')
		reading->at = past(reading->at, reading->end);
}

/* What stands side by side without white space. */
static void read_compound(struct reading *reading)
{
	while (reading->at < reading->end) {
		const char *start = reading->at, *end;

		if (*start == '*') {
			reading->at++;
		} else if (*start == '[') {
			read_attribute(reading);
		} else if (*start == ':') {
			read_pseudo(reading);
		} else if (*start == '.' || *start == '#') {
			end = end_of_name(start + 1, reading->end);
			add(reading, *start == '.' ? CLASS : ID, start + 1,
			    (size_t)(end - start - 1), *start == '.' ? 1 << 8 : 1 << 16);
			reading->at = end;
		} else if (is_name(start, reading->end)) {
			reading->at = end_of_name(start, reading->end);
			add(reading, TYPE, start, (size_t)(reading->at - start), 1);
		} else {
			return;
		}
	}
}

/* White space, ">", or one that is not compared: its left side counts for nothing. */
static void read_combinator(struct reading *reading)
{
	struct rq_selector *selector = reading->selector;
	char sign = ' ';

	for (; reading->at < reading->end; reading->at++) {
		if (isspace((unsigned char)*reading->at))
			continue;
		if (!strchr(">+~", *reading->at))
			break;
		selector->invalid = selector->invalid || sign != ' ';
		sign = *reading->at;
	}
	if (reading->at == reading->end)
		return;
	if (sign == ' ' || sign == '>') {
		add(reading, sign == '>' ? CHILD : DESCENDANT, reading->at, 0, 0);
		return;
	}
	selector->doubt = true;
	while (selector->count > 0 && selector->parts[selector->count - 1].kind < DESCENDANT)
		selector->count--;
}

/* Whether nothing is known of the elements that it is for. */
static bool compares_nothing(const struct rq_selector *selector)
{
	for (size_t i = selector->count; i > 0 && selector->parts[i - 1].kind < DESCENDANT; i--)
		if (!selector->parts[i - 1].negated)
			return false;
	return true;
}

void rq_selector_read(struct rq_selector *selector, const char *text, size_t length)
{
	struct reading reading = { selector, text, text + length, false, false };

	*selector = (struct rq_selector) { 0 };
	while (length > 0 && isspace((unsigned char)*reading.at))
		reading.at++, length--;
	selector->invalid = length == 0;
	while (reading.at < reading.end) {
		const char *start = reading.at;

		read_compound(&reading);
		if (reading.at < reading.end && !isspace((unsigned char)*reading.at) &&
		    !strchr(">+~", *reading.at)) {
			selector->invalid = true;
			reading.at++;
		} else if (reading.at < reading.end) {
			selector->invalid = selector->invalid || reading.at == start;
			read_combinator(&reading);
		}
	}
	selector->never = selector->never || (selector->doubt && compares_nothing(selector));
}

void rq_selector_free(struct rq_selector *selector)
{
	free(selector->parts);
	*selector = (struct rq_selector) { 0 };
}

/* --- matching ----------------------------------------------------------------------- */

/* Whether a name of a selector is that text. */
static bool is_same(const struct rq_selector_part *part, const char *text, size_t length, bool fold)
{
	size_t used = 0;

	for (size_t i = 0; i < part->length; i++, used++) {
		char character = part->name[i];

		if (character == '\001' && i + 1 < part->length)
			character = part->name[++i];
		if (used == length)
			return false;
		if (fold ? tolower((unsigned char)character) != tolower((unsigned char)text[used])
			 : character != text[used])
			return false;
	}
	return used == length;
}

const char *rq_selector_attribute(const struct rq_selector_element *element, const char *name)
{
	for (const char *at = element->attributes; *at; at += strlen(at) + 1) {
		bool is = strcmp(at, name) == 0;

		at += strlen(at) + 1;
		if (is)
			return at;
	}
	return NULL;
}

static bool has_class(const struct rq_selector_part *part, const char *classes, bool quirks)
{
	static const char space[] = " \t\r\n\f";

	while (classes && *(classes += strspn(classes, space))) {
		size_t length = strcspn(classes, space);

		if (is_same(part, classes, length, quirks))
			return true;
		classes += length;
	}
	return false;
}

static bool has_attribute(const struct rq_selector_part *part,
			  const struct rq_selector_element *element)
{
	for (const char *at = element->attributes; *at; at += strlen(at) + 1) {
		bool is = is_same(part, at, strlen(at), true);

		at += strlen(at) + 1;
		if (is)
			return !part->value ||
			       (strlen(at) == part->value_length &&
				strncasecmp(at, part->value, part->value_length) == 0);
	}
	return false;
}

static bool holds(const struct rq_selector_part *part, const struct rq_selector_element *element,
		  bool quirks)
{
	const char *id;
	bool is = false;

	switch (part->kind) {
	case TYPE:
		is = is_same(part, element->name, strlen(element->name), true);
		break;
	case ID:
		id = rq_selector_attribute(element, "id");
		is = id && is_same(part, id, strlen(id), quirks);
		break;
	case CLASS:
		is = has_class(part, rq_selector_attribute(element, "class"), quirks);
		break;
	case ATTRIBUTE:
		is = has_attribute(part, element);
		break;
	case ROOT:
		is = element->root;
		break;
	case FIRST:
		is = element->first;
		break;
	case DESCENDANT:
	case CHILD:
		break;
	}
	return is != part->negated;
}

/* Whether the compound that ends before *count holds; *count is then where it begins. */
static bool compound_holds(const struct rq_selector *selector, size_t *count,
			   const struct rq_selector_element *element, bool quirks)
{
	for (; *count > 0 && selector->parts[*count - 1].kind < DESCENDANT; --*count)
		if (!holds(&selector->parts[*count - 1], element, quirks))
			return false;
	return true;
}

/* As with "*" in file names, only the last descendant has to be tried again further out. */
bool rq_selector_matches(const struct rq_selector *selector,
			 const struct rq_selector_element *elements, size_t count, bool quirks)
{
	size_t parts = selector->count, again_parts = 0, again_count = 0;

	if (selector->never)
		return false;
	while (count > 0) {
		if (compound_holds(selector, &parts, &elements[count - 1], quirks)) {
			if (parts == 0)
				return true;
			count--;
			if (selector->parts[--parts].kind == DESCENDANT) {
				again_parts = parts;
				again_count = count;
			}
		} else {
			if (again_count == 0)
				return false;
			count = --again_count;
			parts = again_parts;
		}
	}
	return false;
}
