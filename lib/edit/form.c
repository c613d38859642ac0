#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "edit/rules.h"

bool rq_rule_length(struct rq_case *c, struct rq_verdict *verdict)
{
	size_t after = rq_text_characters(c->edit->after), before, limit = RQ_MAX_SUMMARY_CHARS;

	if (c->edit->after[strspn(c->edit->after, " \t\n")] == '\0')
		return rq_refuse(verdict, "the new text is empty");
	if (c->current && strcmp(c->current, c->edit->after) == 0)
		return rq_refuse(verdict, "the new text changes nothing");
	before = c->current ? rq_text_characters(c->current) : 0;
	if (before > RQ_MAX_EDITED_CHARS)
		return rq_refuse(verdict, "the old text is too long to be judged");
	if (c->place != RQ_PLACE_SUMMARY)
		limit = before + before * 2 / 5 + 40;
	else if (before > limit)
		limit = before;
	if (after > limit)
		return rq_refuse(verdict, "%zu characters, %zu are allowed", after, limit);
	return true;
}

/* --- characters ----------------------------------------------------------- */

static bool is_plain(int32_t character)
{
	static const char *const marks = "–—‘’“”„«»…•·";
	char bytes[5] = { 0 };

	if (rq_text_is_letter(character) || rq_text_is_digit(character) || character == ' ')
		return true;
	if (character < 0x80)
		return character > 0 && strchr(".,;:'\"()-/&%!?", character) != NULL;
	(void)rq_text_encode(character, bytes);
	return strstr(marks, bytes) != NULL;
}

static bool in_support(const struct rq_case *c, const char *text)
{
	for (size_t i = 0; i < c->count; i++)
		if (strstr(c->support[i].reading->source, text))
			return true;
	return false;
}

/* The signs of a term (C#, C++) have been judged with it. */
static bool is_in_term(const struct rq_case *c, size_t at)
{
	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];

		if (word->term && at >= word->start && at < word->term_end)
			return true;
	}
	return false;
}

/* So have those of a number (€ 5, 40+, 3×, 50 000). */
static bool is_of_number(const struct rq_case *c, size_t at, const char *bytes)
{
	static const char *const signs = "$€£¥₹+×°‰~≈<>≤≥±\u00a0\u202f\u2009٬٫٪";

	for (size_t i = 0; strstr(signs, bytes) && i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];

		if (word->quantity >= 0 && at + 4 >= word->start && at <= word->end + 3)
			return true;
	}
	return false;
}

static bool check_characters(struct rq_case *c, struct rq_verdict *verdict)
{
	const char *text = c->edit->after;
	size_t length = strlen(text), size;

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);
		char bytes[5] = { 0 };

		if (is_plain(character))
			continue;
		(void)rq_text_encode(character, bytes);
		if (rq_text_is_unsafe(character) || (character < 0x20 && !in_support(c, bytes)) ||
		    (!in_support(c, bytes) && !is_in_term(c, at) && !is_of_number(c, at, bytes)))
			return rq_refuse(verdict, "the character U+%04X is not in the cited lines",
					 (unsigned)character);
	}
	return true;
}

/* --- addresses ------------------------------------------------------------ */

static bool has_dot_inside(const char *run, size_t length)
{
	for (size_t i = 2; i + 2 < length; i++)
		if (run[i] == '.' && rq_text_is_letter((unsigned char)run[i - 1]) &&
		    rq_text_is_letter((unsigned char)run[i + 1]))
			return true;
	return false;
}

static bool looks_like_address(const char *run, size_t length)
{
	return memchr(run, '@', length) || memmem(run, length, "://", 3) ||
	       (length > 4 && strncasecmp(run, "www.", 4) == 0) || has_dot_inside(run, length);
}

static bool is_term_at(const struct rq_case *c, size_t at)
{
	for (size_t i = 0; i < c->after.count; i++)
		if (c->after.word[i].term && c->after.word[i].start >= at)
			return c->after.word[i].start <= at + 1;
	return false;
}

static bool check_addresses(struct rq_case *c, struct rq_verdict *verdict)
{
	const char *text = c->edit->after;

	for (const char *run = text; *run;) {
		size_t length = strcspn(run, " \t\n,;()");
		char token[128];

		if (length > 0 && looks_like_address(run, length) &&
		    !is_term_at(c, (size_t)(run - text))) {
			while (length > 1 && strchr(".:!?", run[length - 1]))
				length--;
			(void)snprintf(token, sizeof token, "%.*s", (int)length, run);
			if (length >= sizeof token || !in_support(c, token))
				return rq_refuse(verdict, "an address that the cited lines lack");
		}
		run += strcspn(run, " \t\n,;()");
		run += strspn(run, " \t\n,;()");
	}
	return true;
}

bool rq_rule_shape(struct rq_case *c, struct rq_verdict *verdict)
{
	return check_characters(c, verdict) && check_addresses(c, verdict);
}

/* --- phrases ------------------------------------------------------------------------------------
 */

/* Folded. They say nothing, and many readers take them for a machine's. */
static const char *const phrases[] = {
	"results-driven",
	"result-oriented",
	"team player",
	"proven track record",
	"detail-oriented",
	"self-starter",
	"go-getter",
	"think outside the box",
	"hard-working",
	"passionate about",
	"synergy",
	"leveraged",
	"dynamic individual",
	"rockstar",
	"ninja",
	"best-in-class",
	"fast-paced",
	"seasoned",
	"strategic thinker",
	"wide range of",
	"teamfähig",
	"belastbar",
	"esprit d'équipe",
	"trabajo en equipo",
};

bool rq_rule_phrase(struct rq_case *c, struct rq_verdict *verdict)
{
	char *folded = rq_text_fold(c->edit->after, strlen(c->edit->after));

	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
		if (!strstr(folded, phrases[i]))
			continue;
		if (!verdict->warnings)
			verdict->warnings = json_array();
		rq_json_append_take(verdict->warnings, json_string(phrases[i]));
	}
	free(folded);
	return true;
}
