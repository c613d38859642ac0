#include "document/selection.h"

#include <stdlib.h>

#include "base/memory.h"

bool rq_selection_take(PopplerPage *page, const struct rq_area *corners,
		       struct rq_selection *selection)
{
	PopplerRectangle area = { corners->left, corners->top, corners->right, corners->bottom };
	PopplerRectangle *boxes;

	*selection = (struct rq_selection) { .text = poppler_page_get_text_for_area(page, &area) };
	if (!selection->text || !*selection->text ||
	    !poppler_page_get_text_layout_for_area(page, &area, &boxes, &selection->count))
		return false;
	selection->boxes = rq_alloc(selection->count, sizeof *selection->boxes);
	for (guint i = 0; i < selection->count; i++)
		selection->boxes[i] =
		    (struct rq_area) { boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2 };
	g_free(boxes);
	selection->attributes = poppler_page_get_text_attributes_for_area(page, &area);
	return true;
}

void rq_selection_free(struct rq_selection *selection)
{
	poppler_page_free_text_attributes(selection->attributes);
	free(selection->boxes);
	g_free(selection->text);
	*selection = (struct rq_selection) { 0 };
}
