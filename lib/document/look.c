#include "document/look.h"

#include <string.h>

/* The widths of glyphs whose size poppler guesses. */
static void collect_guesses(const struct rq_selection *selection, struct rq_guesses *guesses)
{
	for (GList *at = selection->attributes; at; at = at->next) {
		const PopplerTextAttributes *run = at->data;

		if (!rq_typeface_is_nameless(run->font_name))
			continue;
		for (gint i = run->start_index; i <= run->end_index && i < (gint)selection->count;
		     i++)
			if (selection->boxes[i].right > selection->boxes[i].left)
				rq_guesses_add(guesses, run->font_size,
					       selection->boxes[i].right -
						   selection->boxes[i].left);
	}
}

void rq_look_begin(struct rq_look *look, const struct rq_selection *selection)
{
	*look = (struct rq_look) { .at = selection->attributes, .end = -1, .share = 1 };
	collect_guesses(selection, &look->guesses);
}

void rq_look_follow(struct rq_look *look, gint index)
{
	const PopplerTextAttributes *next = NULL;

	if (look->end >= index)
		return;
	for (; look->at; look->at = look->at->next) {
		next = look->at->data;
		if (next && next->end_index >= index)
			break;
	}
	if (!look->at || !next)
		return;
	look->end = next->end_index;
	if (!look->name || !next->font_name || strcmp(look->name, next->font_name) != 0)
		look->face = rq_typeface_of(next->font_name);
	look->name = next->font_name;
	look->share = look->face.nameless ? rq_guesses_share(&look->guesses, next->font_size) : 1;
	look->size = (float)(look->share * next->font_size);
}
