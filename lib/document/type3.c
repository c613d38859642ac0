#include "document/type3.h"

#include <stdlib.h>

#include "document/operator.h"

enum {
	MOST_BLANK = 3, /* codes of a font: a space, one that no line breaks at, no character */
	MOST_CODES = 512,
};

static bool is_one_of(unsigned verb, const unsigned *verbs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (verbs[i] == verb)
			return true;
	return false;
}

/* Whether a glyph's operators paint something, in the color of the text. */
static bool paints(struct rq_content *content, qpdf_oh glyph)
{
	static const unsigned painting[] = {
		'f',
		'F',
		'B',
		'b',
		'S',
		's',
		RQ_VERB2('f', '*'),
		RQ_VERB2('B', '*'),
		RQ_VERB2('b', '*'),
		RQ_VERB2('D', 'o'),
		RQ_VERB2('E', 'I'),
	};
	static const unsigned coloring[] = {
		'g',
		'G',
		'k',
		'K',
		RQ_VERB2('r', 'g'),
		RQ_VERB2('R', 'G'),
		RQ_VERB2('s', 'c'),
		RQ_VERB2('S', 'C'),
		RQ_VERB3('s', 'c', 'n'),
		RQ_VERB3('S', 'C', 'N'),
	};
	struct rq_operators operators;
	struct rq_held held;
	bool painted = false, colored = false;
	unsigned verb;

	if (!rq_content_unpack(content, glyph, &held))
		return false;
	content->unpacked += held.length;
	operators = (struct rq_operators) { held.bytes, held.bytes + held.length };
	while (rq_operator_skip(&operators, &verb)) {
		painted = painted || is_one_of(verb, painting, sizeof painting / sizeof *painting);
		colored = colored || is_one_of(verb, coloring, sizeof coloring / sizeof *coloring);
	}
	free(held.bytes);
	return painted && !colored;
}

/* How many codes of an encoding have a glyph so called. */
static size_t count_codes(qpdf_data qpdf, qpdf_oh codes, int count, const char *name)
{
	size_t found = 0;

	for (int i = 0; i < count; i++)
		if (qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_array_item(qpdf, codes, i), name))
			found++;
	return found;
}

bool rq_type3_may_show_nothing(struct rq_content *content, qpdf_oh font)
{
	qpdf_data qpdf = content->qpdf;
	qpdf_oh glyphs = qpdf_oh_get_key_if_dict(qpdf, font, "/CharProcs");
	qpdf_oh codes = qpdf_oh_get_key_if_dict(
	    qpdf, qpdf_oh_get_key_if_dict(qpdf, font, "/Encoding"), "/Differences");
	int count = qpdf_oh_is_array(qpdf, codes) ? qpdf_oh_get_array_n_items(qpdf, codes) : 0;
	size_t blank = 0;

	if (!qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_key_if_dict(qpdf, font, "/Subtype"),
					"/Type3"))
		return false;
	if (!qpdf_oh_is_dictionary(qpdf, glyphs) || count == 0 || count > MOST_CODES)
		return true;
	qpdf_oh_begin_dict_key_iter(qpdf, glyphs);
	while (qpdf_oh_dict_more_keys(qpdf) && blank <= MOST_BLANK) {
		const char *name = qpdf_oh_dict_next_key(qpdf);

		if (!paints(content, qpdf_oh_get_key(qpdf, glyphs, name)))
			blank += count_codes(qpdf, codes, count, name);
	}
	return blank > MOST_BLANK;
}
