#include "document/doc_color.h"

enum { AUTOMATIC = 0 };

static struct rq_color color_of_parts(struct rq_doc_bytes parts)
{
	return (struct rq_color) { parts.length >= 4 && rq_doc_byte(parts, 3) == 0,
				   (unsigned char)rq_doc_byte(parts, 0),
				   (unsigned char)rq_doc_byte(parts, 1),
				   (unsigned char)rq_doc_byte(parts, 2) };
}

static struct rq_color color_of_number(unsigned number)
{
	static const struct rq_color colors[] = {
		[AUTOMATIC] = { 0 },     { true, 0, 0, 0 },       { true, 0, 0, 255 },
		{ true, 0, 255, 255 },   { true, 0, 255, 0 },     { true, 255, 0, 255 },
		{ true, 255, 0, 0 },     { true, 255, 255, 0 },   { true, 255, 255, 255 },
		{ true, 0, 0, 128 },     { true, 0, 128, 128 },   { true, 0, 128, 0 },
		{ true, 128, 0, 128 },   { true, 128, 0, 0 },     { true, 128, 128, 0 },
		{ true, 128, 128, 128 }, { true, 192, 192, 192 },
	};

	return number < sizeof colors / sizeof colors[0] ? colors[number] : colors[AUTOMATIC];
}

struct rq_word_color rq_doc_color(struct rq_doc_bytes parts)
{
	return (struct rq_word_color) { true, color_of_parts(parts) };
}

struct rq_word_color rq_doc_color_number(unsigned number)
{
	return (struct rq_word_color) { true, color_of_number(number) };
}

struct rq_word_color rq_doc_color_highlight(unsigned number)
{
	return (struct rq_word_color) { number != AUTOMATIC, color_of_number(number) };
}

/* What a pattern (Ipat, 2.9.121) makes of two colors: a share of its ink, or nobody knows what. */
static struct rq_word_color mix(struct rq_color ink, struct rq_color paper, unsigned pattern)
{
	static const double shares[] = { 0,   1,   0.05, 0.1, 0.2,  0.25, 0.3,
					 0.4, 0.5, 0.6,  0.7, 0.75, 0.8,  0.9 };
	const struct rq_word_color inked = { ink.known, ink }, papered = { paper.known, paper };

	if (pattern == 0)
		return papered;
	if (pattern >= sizeof shares / sizeof shares[0])
		return (struct rq_word_color) { .said = true };
	return rq_word_color_mix(inked, papered, shares[pattern]);
}

struct rq_word_color rq_doc_color_shading(struct rq_doc_bytes shading)
{
	return mix(color_of_parts(rq_doc_part(shading, 0, 4)),
		   color_of_parts(rq_doc_part(shading, 4, 4)), rq_doc_short(shading, 8));
}

struct rq_word_color rq_doc_color_old_shading(unsigned shading)
{
	return mix(color_of_number(shading & 0x1f), color_of_number(shading >> 5 & 0x1f),
		   shading >> 10);
}
