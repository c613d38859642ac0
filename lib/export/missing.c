#include "export/missing.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

enum { CODE_POINTS = 0x110000, SCRIPTS = 256 };

void rq_missing_init(struct rq_missing *missing)
{
	missing->set = NULL;
}

void rq_missing_free(struct rq_missing *missing)
{
	free(missing->set);
}

static bool is_noted(const struct rq_missing *missing, gunichar character)
{
	return missing->set && character < CODE_POINTS &&
	       (missing->set[character / 8] >> character % 8 & 1);
}

static bool note(struct rq_missing *missing, gunichar character)
{
	if (character >= CODE_POINTS || is_noted(missing, character))
		return false;
	if (!missing->set)
		missing->set = rq_alloc(CODE_POINTS / 8, 1);
	missing->set[character / 8] |= (unsigned char)(1U << character % 8);
	return true;
}

static bool collect_run(struct rq_missing *missing, const PangoLayoutRun *run)
{
	bool any = false;

	for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
		PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

		if (glyph & PANGO_GLYPH_UNKNOWN_FLAG)
			any |= note(missing, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
	}
	return any;
}

bool rq_missing_collect(struct rq_missing *missing, PangoLayout *layout)
{
	PangoLayoutIter *iterator = pango_layout_get_iter(layout);
	bool any = false;

	do
		any |= collect_run(missing, pango_layout_iter_get_run_readonly(iterator));
	while (pango_layout_iter_next_run(iterator));
	pango_layout_iter_free(iterator);
	return any;
}

void rq_missing_replace(const struct rq_missing *missing, const char *text, GString *out)
{
	if (!missing->set) {
		g_string_append(out, text);
		return;
	}
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		g_string_append_unichar(out, is_noted(missing, character) ? '?' : character);
	}
}

static void warn(json_t *warnings, GUnicodeScript script, gunichar sample, size_t count)
{
	guint32 code = g_unicode_script_to_iso15924(script);
	char example[8] = "", name[] = " of the script Zzzz";
	json_t *warning = json_object();
	char *message;

	(void)g_unichar_to_utf8(sample, example);
	for (size_t i = 0; i < 4; i++)
		name[sizeof name - 2 - i] = (char)(code >> (8 * i) & 0xff);
	if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
		name[0] = '\0'; /* signs that scripts share */
	message = rq_printf("no font for %zu character%s%s, as %s (U+%04X): "
			    "\"?\" stands there; install a font that has them",
			    count, count == 1 ? "" : "s", name, example, sample);
	rq_json_set_string(warning, "code", "no-font");
	rq_json_set_string(warning, "message", message);
	rq_json_append_take(warnings, warning);
	free(message);
}

void rq_missing_warn(const struct rq_missing *missing, json_t *warnings)
{
	struct {
		gunichar sample;
		size_t count;
	} script[SCRIPTS] = { 0 };

	for (gunichar character = 0; missing->set && character < CODE_POINTS; character++) {
		int which =
		    is_noted(missing, character) ? (int)g_unichar_get_script(character) : -1;

		if (which < 0 || which >= SCRIPTS)
			continue;
		if (script[which].count++ == 0)
			script[which].sample = character;
	}
	for (int i = 0; i < SCRIPTS; i++)
		if (script[i].count > 0)
			warn(warnings, (GUnicodeScript)i, script[i].sample, script[i].count);
}
