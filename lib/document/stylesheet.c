#include "document/stylesheet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/hex.h"
#include "base/limits.h"
#include "base/memory.h"
#include "document/css_look.h"
#include "document/media.h"

struct declaration {
	struct rq_css_declaration says;
	bool takes_away;
};

/* A selector with the declarations behind it; those of a list share them. */
struct rule {
	struct rq_selector selector;
	size_t first, end; /* declarations */
	bool doubt;
};

struct rq_stylesheet {
	bool quirks;
	size_t bytes;
	char **texts; /* what names and values point into */
	size_t text_count, text_capacity;
	struct rule *rules;
	size_t rule_count, rule_capacity;
	struct declaration *declarations;
	size_t declaration_count, declaration_capacity;
	struct rq_css_variables variables;
};

struct reading {
	struct rq_stylesheet *sheet;
	struct rq_error *err;
	unsigned depth;
	bool doubt;
};

struct rq_stylesheet *rq_stylesheet_new(bool quirks)
{
	struct rq_stylesheet *sheet = rq_alloc(1, sizeof *sheet);

	*sheet = (struct rq_stylesheet) { .quirks = quirks };
	return sheet;
}

void rq_stylesheet_free(struct rq_stylesheet *sheet)
{
	if (!sheet)
		return;
	for (size_t i = 0; i < sheet->rule_count; i++)
		rq_selector_free(&sheet->rules[i].selector);
	for (size_t i = 0; i < sheet->text_count; i++)
		free(sheet->texts[i]);
	rq_css_variables_free(&sheet->variables);
	free(sheet->texts);
	free(sheet->rules);
	free(sheet->declarations);
	free(sheet);
}

/* --- characters (CSS Syntax 3, 4.3) ----------------------------------------------------- */

/* Past a string or a single character. */
static const char *past_one(const char *at)
{
	char quote = *at++;

	if (quote != '"' && quote != '\'')
		return at;
	while (*at && *at != quote && *at != '\n')
		at += *at == '\\' && at[1] ? 2 : 1;
	return *at ? at + 1 : at;
}

/* What a backslash stands before: *at behind it. A character that means something gets \001. */
static char *unescape(const char **at, char *to)
{
	unsigned long code = 0;
	int digits = 0, value;

	for (; digits < 6 && (value = rq_hex_value(**at)) != -1; digits++, ++*at)
		code = code * 16 + (unsigned long)value;
	if (digits == 0 && **at)
		code = (unsigned char)*(*at)++;
	else if (isspace((unsigned char)**at))
		++*at;
	if (code == 0 || (code >= 0x80 && digits > 0))
		code = '?';
	if (code < 0x80 && !isalnum((int)code))
		*to++ = '\001';
	*to++ = (char)code;
	return to;
}

/* A copy without comments and escapes outside of strings. It is the caller's. */
static char *clean(const char *text, size_t length)
{
	char *copy = rq_alloc(length + 1, 2), *to = copy, *source = rq_alloc(length + 1, 1);
	const char *at = source, *end;

	memcpy(source, text, length);
	source[length] = '\0';
	while (*at) {
		if (at[0] == '/' && at[1] == '*') {
			end = strstr(at + 2, "*/");
			at = end ? end + 2 : at + strlen(at);
		} else if (strncmp(at, "<!--", 4) == 0 || strncmp(at, "-->", 3) == 0) {
			at += *at == '<' ? 4 : 3;
		} else if (*at == '\\') {
			at++;
			to = unescape(&at, to);
		} else {
			end = past_one(at);
			memcpy(to, at, (size_t)(end - at));
			if (*to == '\001')
				*to = ' ';
			to += end - at;
			at = end;
		}
	}
	*to = '\0';
	free(source);
	return copy;
}

/* The first of the characters outside of strings, parentheses and names, or the end. */
static char *find(char *text, const char *characters)
{
	unsigned depth = 0;

	while (*text && (depth > 0 || !strchr(characters, *text))) {
		depth += *text == '(' || *text == '[';
		depth -= (*text == ')' || *text == ']') && depth > 0;
		if (depth > 0 && strchr("{}", *text)) /* browsers would read on, too */
			depth = 0;
		else
			text += *text == '\001' && text[1] ? 2 : past_one(text) - text;
	}
	return text;
}

/* Where the block ends that begins here, behind its brace. */
static char *end_of_block(char *text)
{
	for (unsigned depth = 1; *(text = find(text, "{}")); text++) {
		depth += *text == '{';
		if (*text == '}' && --depth == 0)
			return text;
	}
	return text;
}

/* --- rules (CSS Syntax 3, 5.4) ---------------------------------------------------------- */

static int read_rules(struct reading *reading, char *text);

static bool is_for_root(const char *selectors)
{
	return strncmp(selectors, ":root", 5) == 0 || strncasecmp(selectors, "html", 4) == 0 ||
	       strncasecmp(selectors, "body", 4) == 0 || *selectors == '*';
}

/* Variables are for the whole page, unless a condition is in doubt. */
static void add_declarations(struct reading *reading, const char *selectors, char *block)
{
	struct rq_stylesheet *sheet = reading->sheet;
	struct rq_css_declaration says;

	while (rq_css_next(&block, &says)) {
		if (says.property == RQ_CSS_VARIABLE) {
			if (!reading->doubt)
				rq_css_variables_add(&sheet->variables, says.name, says.value,
						     is_for_root(selectors));
			continue;
		}
		sheet->declarations =
		    rq_grow(sheet->declarations, sheet->declaration_count,
			    &sheet->declaration_capacity, sizeof *sheet->declarations);
		sheet->declarations[sheet->declaration_count++] =
		    (struct declaration) { says, rq_css_takes_away(&says) };
	}
}

/* One of the selectors of a list; *invalid when the list may count for nothing. */
static int add_rule(struct reading *reading, const char *text, size_t length, size_t first,
		    bool *invalid)
{
	struct rq_stylesheet *sheet = reading->sheet;
	struct rule rule = { .first = first, .end = sheet->declaration_count };

	if (sheet->rule_count >= RQ_MAX_STYLE_RULES)
		return rq_fail(reading->err, RQ_TOO_LARGE, "more than %d rules of style",
			       RQ_MAX_STYLE_RULES);
	rq_selector_read(&rule.selector, text, length);
	rule.doubt = reading->doubt || rule.selector.doubt;
	*invalid = *invalid || rule.selector.invalid;
	sheet->rules =
	    rq_grow(sheet->rules, sheet->rule_count, &sheet->rule_capacity, sizeof *sheet->rules);
	sheet->rules[sheet->rule_count++] = rule;
	return 0;
}

/* Appends a selector inside of another's rule: for "&" the other stands, or else before it. */
static void join(struct rq_buffer *text, const char *outer, size_t outer_length, const char *inner,
		 size_t length, struct rq_error *err)
{
	if (!memchr(inner, '&', length)) {
		(void)rq_buffer_append(text, outer, outer_length, err);
		(void)rq_buffer_append(text, " ", 1, err);
	}
	for (size_t i = 0; i < length; i++)
		(void)rq_buffer_append(text, inner[i] == '&' ? outer : inner + i,
				       inner[i] == '&' ? outer_length : 1, err);
}

/* Appends each selector of a list inside of each of another one. */
static void join_lists(struct rq_buffer *text, char *outer, char *inner, struct rq_error *err)
{
	for (char *one = outer, *end; *one; one = *end ? end + 1 : end) {
		end = find(one, ",");
		for (char *two = inner, *stop; *two; two = *stop ? stop + 1 : stop) {
			stop = find(two, ",");
			if (one != outer || two != inner)
				(void)rq_buffer_append(text, ",", 1, err);
			join(text, one, (size_t)(end - one), two, (size_t)(stop - two), err);
		}
	}
}

/* The rule as it would stand outside, read; *prelude and *block are strings. */
static int read_inner(struct reading *reading, char *outer, char *prelude, const char *block)
{
	struct reading inner = *reading;
	struct rq_stylesheet *sheet = reading->sheet;
	struct rq_buffer text;
	bool group = *prelude == '@';

	if (++inner.depth > RQ_MAX_STYLE_DEPTH)
		return rq_fail(reading->err, RQ_TOO_DEEP, "more than %d rules inside each other",
			       RQ_MAX_STYLE_DEPTH);
	rq_buffer_init(&text, RQ_MAX_STYLE_BYTES - sheet->bytes);
	if (group)
		(void)rq_buffer_append_format(&text, reading->err, "%s{%s", prelude, outer);
	else
		join_lists(&text, outer, prelude, reading->err);
	(void)rq_buffer_append_format(&text, reading->err, "{%s}%s", block, group ? "}" : "");
	sheet->bytes += text.length;
	sheet->texts =
	    rq_grow(sheet->texts, sheet->text_count, &sheet->text_capacity, sizeof *sheet->texts);
	sheet->texts[sheet->text_count++] = rq_buffer_take(&text);
	rq_buffer_free(&text);
	return reading->err->code == RQ_OK ? read_rules(&inner, sheet->texts[sheet->text_count - 1])
					   : -1;
}

/* Takes the rules inside of a block out of it, and reads them if outer is not NULL (CSS Nesting).
 */
static int read_nested(struct reading *reading, char *outer, char *block)
{
	char *open, *end;

	while (*(open = find(block, "{")) && reading->err->code == RQ_OK) {
		char *start = block, *next;

		while ((next = find(start, ";{")) < open)
			start = next + 1;
		start += strspn(start, " \t\r\n\f");
		end = end_of_block(open + 1);
		next = *end ? end + 1 : end;
		*open = *end = '\0';
		if (outer)
			(void)read_inner(reading, outer, start, open + 1);
		memset(start, ' ', (size_t)(next - start));
		block = start;
	}
	return reading->err->code == RQ_OK ? 0 : -1;
}

/* The declarations of a block for each selector of a list. */
static int read_own(struct reading *reading, char *selectors, char *block)
{
	struct rq_stylesheet *sheet = reading->sheet;
	size_t first = sheet->declaration_count, first_rule = sheet->rule_count;
	bool invalid = false;

	add_declarations(reading, selectors, block);
	if (first == sheet->declaration_count)
		return 0;
	for (char *end; *selectors; selectors = *end ? end + 1 : end) {
		end = find(selectors, ",");
		if (add_rule(reading, selectors, (size_t)(end - selectors), first, &invalid) == -1)
			return -1;
	}
	for (size_t i = first_rule; invalid && i < sheet->rule_count; i++)
		sheet->rules[i].doubt = true;
	return 0;
}

/* Selectors and the block behind them; rules inside of it prevail over its declarations. */
static int read_rule(struct reading *reading, char *selectors, char *block)
{
	char *nested = strchr(block, '{') ? rq_strdup(block) : NULL;
	int result;

	if (nested)
		(void)read_nested(reading, NULL, block);
	result = read_own(reading, selectors, block);
	if (nested && result == 0)
		result = read_nested(reading, selectors, nested);
	free(nested);
	return result;
}

static bool is_word(const char *text, size_t length, const char *word)
{
	return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

/* A rule of rules: those that hold under a condition are read, others are not of text. */
static int read_at_rule(struct reading *reading, char *name, char *block)
{
	struct reading inner = *reading;
	char *condition = name + strcspn(name, " \t\r\n\f(");
	size_t length = (size_t)(condition - name);
	enum rq_media media = RQ_MEDIA_SCREEN;

	if (is_word(name, length, "media"))
		media = rq_media_of(condition);
	else if (is_word(name, length, "supports") || is_word(name, length, "container") ||
		 is_word(name, length, "layer") || is_word(name, length, "scope"))
		media = RQ_MEDIA_MAYBE;
	else
		return 0;
	if (media == RQ_MEDIA_OTHER)
		return 0;
	if (++inner.depth > RQ_MAX_STYLE_DEPTH)
		return rq_fail(reading->err, RQ_TOO_DEEP, "more than %d rules inside each other",
			       RQ_MAX_STYLE_DEPTH);
	inner.doubt = reading->doubt || media == RQ_MEDIA_MAYBE;
	return read_rules(&inner, block);
}

static int read_rules(struct reading *reading, char *text)
{
	while (*(text += strspn(text, " \t\r\n\f"))) {
		char *open = find(text, *text == '@' ? "{;" : "{"), *end;
		int result;

		if (*open != '{') { /* "@import …;", or what is cut off */
			text = *open ? open + 1 : open;
			continue;
		}
		*open = '\0';
		end = end_of_block(open + 1);
		if (*end)
			*end++ = '\0';
		result = *text == '@' ? read_at_rule(reading, text + 1, open + 1)
				      : read_rule(reading, text, open + 1);
		if (result == -1)
			return -1;
		text = end;
	}
	return 0;
}

int rq_stylesheet_add(struct rq_stylesheet *sheet, const char *media, const char *text,
		      size_t length, struct rq_error *err)
{
	struct reading reading = { .sheet = sheet, .err = err };
	char *queries = rq_strdup(media);
	enum rq_media target = rq_media_of(queries);

	free(queries);
	if (target == RQ_MEDIA_OTHER)
		return 0;
	if (length > RQ_MAX_STYLE_BYTES - sheet->bytes)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu MiB of style sheets",
			       RQ_MAX_STYLE_BYTES >> 20);
	sheet->bytes += length;
	sheet->texts =
	    rq_grow(sheet->texts, sheet->text_count, &sheet->text_capacity, sizeof *sheet->texts);
	sheet->texts[sheet->text_count++] = clean(text, length);
	reading.doubt = target == RQ_MEDIA_MAYBE;
	return read_rules(&reading, sheet->texts[sheet->text_count - 1]);
}

struct rq_css_variables *rq_stylesheet_variables(struct rq_stylesheet *sheet)
{
	return &sheet->variables;
}

/* --- the cascade (CSS 2.2, 6.4.1) -------------------------------------------------------- */

void rq_stylesheet_apply(const struct rq_stylesheet *sheet,
			 const struct rq_selector_element *elements, size_t count,
			 struct rq_css_style *style)
{
	for (size_t i = 0; i < sheet->rule_count; i++) {
		const struct rule *rule = &sheet->rules[i];

		if (!rq_selector_matches(&rule->selector, elements, count, sheet->quirks))
			continue;
		for (size_t j = rule->first; j < rule->end; j++) {
			const struct declaration *one = &sheet->declarations[j];

			if (!rule->doubt || one->takes_away)
				rq_css_apply(style, &one->says,
					     rule->selector.weight +
						 (one->says.important ? RQ_STYLE_IMPORTANT : 0));
		}
	}
}
