#include "document/rtf_text.h"

#include "base/limits.h"
#include "base/text.h"
#include "document/codepage.h"
#include "document/encoding.h"
#include "document/legible.h"

enum {
	PRIVATE = 0xf000, /* where Unicode has the characters of symbol fonts */
	REPLACEMENT = 0xfffd,
	SOLID = 1000, /* of 10000: a pattern from here on is another color than its paper … */
	FULL = 9500,  /* … and from here on that of its ink */
	TWIPS = 20,   /* in a point */
};

void rq_rtf_text_init(struct rq_rtf_text *text, struct rq_composer *composer,
		      const struct rq_rtf_tables *tables)
{
	*text = (struct rq_rtf_text) {
		.composer = composer,
		.tables = tables,
		.page = RQ_CODEPAGE_WESTERN,
	};
	rq_buffer_init(&text->raw, RQ_MAX_TEXT_BYTES);
	rq_buffer_init(&text->text, 3 * RQ_MAX_TEXT_BYTES);
}

void rq_rtf_text_free(struct rq_rtf_text *text)
{
	rq_buffer_free(&text->raw);
	rq_buffer_free(&text->text);
}

static int known(const struct rq_rtf_tables *tables, int color)
{
	return rq_rtf_tables_color(tables, color).known ? color : 0;
}

int rq_rtf_shading_color(const struct rq_rtf_shading *shading, const struct rq_rtf_tables *tables)
{
	int ink = known(tables, shading->ink);

	if (shading->share < SOLID)
		return known(tables, shading->paper);
	return shading->share >= FULL && ink > 0 ? ink : RQ_RTF_NOT_KNOWN;
}

static struct rq_color color_behind(const struct rq_rtf_text *text, const struct rq_rtf_look *look)
{
	static const struct rq_color paper = { true, 255, 255, 255 };
	int color = known(text->tables, look->highlight);

	if (color == 0)
		color = rq_rtf_shading_color(&look->shading, text->tables);
	if (color == 0)
		color = look->ground;
	return color == 0 ? paper : rq_rtf_tables_color(text->tables, color);
}

static enum rq_sight sight_of(const struct rq_rtf_text *text, const struct rq_rtf_look *look)
{
	const struct rq_type_setting setting = {
		.size = (float)(look->size > 0 ? look->size : RQ_RTF_DEFAULT_SIZE) / 2,
		.stretch = (float)look->stretch,
		.spacing = (float)look->spacing / TWIPS,
		.raised = (float)look->raised / 2,
		.left = (float)look->left / TWIPS,
		.line = (float)look->line / TWIPS,
	};
	struct rq_color ink = rq_rtf_tables_color(text->tables, look->color);
	struct rq_color behind = color_behind(text, look);
	enum rq_sight sight = rq_legible_sight(&setting);

	if (look->vanished)
		return RQ_VANISHED;
	if (sight == RQ_SEEN && rq_color_is_near(&ink, &behind))
		return RQ_WHITE;
	return sight;
}

static int emit(struct rq_rtf_text *text, const struct rq_rtf_look *look, const char *bytes,
		size_t length, struct rq_error *err)
{
	struct rq_look seen = { .size = (float)look->size / 2,
				.bold = look->bold,
				.italic = look->italic,
				.sight = sight_of(text, look) };

	if (look->deleted)
		return 0;
	return rq_composer_text(text->composer, &seen, bytes, length, err);
}

static int emit_character(struct rq_rtf_text *text, const struct rq_rtf_look *look,
			  int32_t character, struct rq_error *err)
{
	char bytes[4];

	return emit(text, look, bytes, rq_text_encode(character, bytes), err);
}

static int convert_symbols(struct rq_rtf_text *text, struct rq_error *err)
{
	for (size_t i = 0; i < text->raw.length; i++) {
		unsigned char c = (unsigned char)text->raw.data[i];
		char bytes[4];
		size_t size = rq_text_encode(c > ' ' ? PRIVATE + c : c, bytes);

		if (rq_buffer_append(&text->text, bytes, size, err) == -1)
			return -1;
	}
	return 0;
}

static int convert(struct rq_rtf_text *text, const struct rq_rtf_look *look, struct rq_error *err)
{
	unsigned page = look->page > 0 ? look->page : text->page;
	char name[RQ_CODEPAGE_NAME_SIZE];
	size_t bad = 0;

	if (page == RQ_CODEPAGE_SYMBOL)
		return convert_symbols(text, err);
	if (rq_encoding_convert(rq_codepage_name(page, name), text->raw.data, text->raw.length,
				&text->text, &bad, err) == -1) {
		if (err->code != RQ_UNSUPPORTED)
			return -1;
		*err = (struct rq_error) { 0 };
		if (rq_encoding_convert("CP1252", text->raw.data, text->raw.length, &text->text,
					&bad, err) == -1)
			return -1;
	}
	text->bad += bad;
	return 0;
}

/* A first half that nothing came behind. */
static int end_half(struct rq_rtf_text *text, const struct rq_rtf_look *look, struct rq_error *err)
{
	if (text->high == 0)
		return 0;
	text->high = 0;
	text->bad++;
	return emit_character(text, look, REPLACEMENT, err);
}

int rq_rtf_text_flush(struct rq_rtf_text *text, const struct rq_rtf_look *look,
		      struct rq_error *err)
{
	int result;

	if (text->raw.length == 0)
		return 0;
	rq_buffer_clear(&text->text);
	result = convert(text, look, err);
	rq_buffer_clear(&text->raw);
	if (result == 0)
		result = emit(text, look, text->text.data, text->text.length, err);
	return result;
}

int rq_rtf_text_bytes(struct rq_rtf_text *text, const struct rq_rtf_look *look, const char *bytes,
		      size_t length, struct rq_error *err)
{
	if (end_half(text, look, err) == -1)
		return -1;
	return rq_buffer_append(&text->raw, bytes, length, err);
}

int rq_rtf_text_character(struct rq_rtf_text *text, const struct rq_rtf_look *look,
			  int32_t character, struct rq_error *err)
{
	if (end_half(text, look, err) == -1)
		return -1;
	return emit_character(text, look, character, err);
}

int rq_rtf_text_unicode(struct rq_rtf_text *text, const struct rq_rtf_look *look, int number,
			struct rq_error *err)
{
	int32_t character = number < 0 && number >= -32768 ? number + 65536 : number;

	if (character >= 0xdc00 && character <= 0xdfff && text->high != 0) {
		character = 0x10000 + (text->high - 0xd800) * 0x400 + (character - 0xdc00);
		text->high = 0;
		return emit_character(text, look, character, err);
	}
	if (end_half(text, look, err) == -1)
		return -1;
	if (character >= 0xd800 && character <= 0xdbff) {
		text->high = character;
		return 0;
	}
	if (character <= 0 || character > 0x10ffff ||
	    (character >= 0xdc00 && character <= 0xdfff)) {
		text->bad++;
		character = REPLACEMENT;
	}
	return emit_character(text, look, character, err);
}
