#include "document/doc_sight.h"

#include "document/doc_color.h"
#include "document/legible.h"

enum { TWIPS = 20 }; /* in a point */

/* Around a table inside of a cell there may be anything. */
static struct rq_color color_behind(const struct rq_doc_look *look,
				    const struct rq_doc_paragraph *paragraph,
				    struct rq_doc_bytes cell)
{
	static const struct rq_word_color paper = { true, { true, 255, 255, 255 } };
	struct rq_word_color ground = rq_word_color_or(look->highlight, look->ground);

	ground = rq_word_color_or(ground, paragraph->ground);
	if (paragraph->nesting > 1)
		return ground.color;
	ground = rq_word_color_or(ground, rq_doc_color_shading(cell));
	return rq_word_color_or(ground, paper).color;
}

enum rq_sight rq_doc_sight(const struct rq_doc_look *look, const struct rq_doc_paragraph *paragraph,
			   struct rq_doc_bytes cell)
{
	const struct rq_type_setting setting = {
		.size = (float)look->size / 2,
		.stretch = (float)look->stretch,
		.spacing = (float)look->spacing / TWIPS,
		.raised = (float)look->raised / 2,
		.left = (float)(paragraph->left + paragraph->first) / TWIPS,
		.line = (float)paragraph->line / TWIPS,
	};
	struct rq_color behind = color_behind(look, paragraph, cell);
	enum rq_sight sight = rq_legible_sight(&setting);

	if (look->vanished)
		return RQ_VANISHED;
	if (sight == RQ_SEEN && rq_color_is_near(&look->ink.color, &behind))
		return RQ_WHITE;
	return sight;
}
