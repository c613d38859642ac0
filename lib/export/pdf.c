#include "export/paging.h"
#include "export/printer.h"

#include <stdio.h>

/* A manuscript on pages: first all lines find their places, for a page says how many there are. */

/* A last page of no more than this, in points for each page before it, is tried to be saved. */
static const double FEW_LINES = 100;

struct press {
	struct rq_paging paging;
	struct rq_look tighter; /* where the look was changed for it */
	struct rq_canvas *canvas;
	bool listing; /* an "L" is open */
};

static const char *element(enum rq_role role)
{
	static const char *const elements[] = {
		[RQ_ROLE_NAME] = "H1",    [RQ_ROLE_LABEL] = "P",    [RQ_ROLE_CONTACT] = "P",
		[RQ_ROLE_HEADING] = "H2", [RQ_ROLE_ENTRY] = "H3",   [RQ_ROLE_DETAIL] = "P",
		[RQ_ROLE_TEXT] = "P",     [RQ_ROLE_ITEM] = "LBody",
	};

	return elements[role];
}

/* What stands beside a text at y, on the line of its first line. */
static void draw_beside(struct press *press, const struct rq_setting *text, double y,
			const struct rq_setting *beside, double x, const char *element)
{
	rq_canvas_draw(press->canvas, beside, 0, 1, x,
		       y + rq_setting_baseline(text) - rq_setting_baseline(beside), element);
}

static void draw_bullet(struct press *press, const struct rq_script_line *line,
			const struct rq_setting *text, double y)
{
	const struct rq_look *look = press->paging.look;
	struct rq_run bullet = { (char[]) { "•" }, NULL, RQ_RUN_PLAIN, false };
	struct rq_typeface face = rq_paging_typeface(&press->paging, line);
	struct rq_setting *set;

	face.right_to_left = false;
	set = rq_canvas_set(press->canvas, &bullet, 1, "", &face, look->indent - 3);
	draw_beside(press, text, y, set,
		    face.flush_right ? look->width - look->margin - look->indent + 3
				     : look->margin + 2,
		    NULL);
	rq_setting_free(set);
}

/* Which page it is of how many, below the middle of the text; of one page it goes without saying.
 */
static void draw_page_number(struct press *press)
{
	const struct rq_look *look = press->paging.look;
	char text[48];
	struct rq_run number = { text, NULL, RQ_RUN_PLAIN, false };
	struct rq_typeface face = {
		.fonts = look->fonts,
		.size = look->line[RQ_ROLE_CONTACT].size,
		.height = look->line[RQ_ROLE_CONTACT].size * look->leading,
		.color = look->soft,
	};
	struct rq_setting *set;

	if (press->paging.pages == 1)
		return;
	(void)snprintf(text, sizeof text, "%zu / %zu", rq_canvas_pages(press->canvas),
		       press->paging.pages);
	set = rq_canvas_set(press->canvas, &number, 1, "", &face, look->width);
	rq_canvas_draw(press->canvas, set, 0, 1, (look->width - rq_setting_width(set)) / 2,
		       look->height - (look->margin + face.height) / 2, NULL);
	rq_setting_free(set);
}

/* Items behind each other are one list. */
static void open_or_close_list(struct press *press, bool item)
{
	if (item && !press->listing)
		rq_canvas_open(press->canvas, "L");
	if (!item && press->listing)
		rq_canvas_close(press->canvas, "L");
	press->listing = item;
}

/* What stands before, above and beside a line, where it begins. */
static void begin_line(struct press *press, const struct rq_script_line *line,
		       const struct rq_placed *placed, double y)
{
	bool item = line->role == RQ_ROLE_ITEM;

	open_or_close_list(press, item);
	if (item) {
		draw_bullet(press, line, placed->text, y);
		rq_canvas_open(press->canvas, "LI");
	}
}

static void end_line(struct press *press, const struct rq_script_line *line, double y)
{
	const struct rq_look *look = press->paging.look;

	if (line->role == RQ_ROLE_ITEM)
		rq_canvas_close(press->canvas, "LI");
	if (line->role == RQ_ROLE_HEADING && look->rule > 0)
		rq_canvas_rule(press->canvas, look->margin, y + 1, look->width - 2 * look->margin,
			       look->rule, look->line[RQ_ROLE_HEADING].color);
}

static void draw_piece(struct press *press, const struct rq_piece *piece)
{
	const struct rq_script_line *line = &press->paging.manuscript->line[piece->line];
	struct rq_placed *placed = &press->paging.placed[piece->line];
	size_t end = piece->first + piece->count;

	while (rq_canvas_pages(press->canvas) < piece->page) {
		draw_page_number(press);
		rq_canvas_next_page(press->canvas);
	}
	if (piece->first == 0)
		begin_line(press, line, placed, piece->y);
	rq_canvas_draw(press->canvas, placed->text, piece->first, piece->count, placed->x, piece->y,
		       element(line->role));
	if (piece->first == 0 && placed->aside)
		draw_beside(press, placed->text, piece->y, placed->aside,
			    press->paging.look->margin, "P");
	if (end < rq_setting_lines(placed->text))
		return;
	end_line(press, line,
		 piece->y + rq_setting_height(placed->text, end) -
		     rq_setting_height(placed->text, piece->first));
}

static void draw_pages(struct press *press)
{
	rq_canvas_open(press->canvas, "Document");
	for (size_t i = 0; i < press->paging.pieces; i++)
		draw_piece(press, &press->paging.piece[i]);
	open_or_close_list(press, false);
	draw_page_number(press);
	rq_canvas_close(press->canvas, "Document");
}

bool rq_pdf_fits(const struct rq_manuscript *manuscript, const struct rq_look *look)
{
	struct rq_canvas_info info = {
		.width = look->width,
		.height = look->height,
		.language = manuscript->language,
	};
	struct rq_canvas *canvas = rq_canvas_new(&info);
	struct rq_error ignored = { 0 };
	struct rq_paging paging;
	bool fits;

	rq_paging_init(&paging, manuscript, look, canvas);
	fits = rq_paging_place(&paging, &ignored) == 0 && paging.pages == 1;
	rq_paging_free(&paging);
	rq_canvas_free(canvas);
	return fits;
}

/* Whether the last page has so little that less space between all lines may save it. */
static bool ends_in_few_lines(const struct rq_paging *paging)
{
	return paging->pages > 1 &&
	       paging->y - paging->look->margin <= FEW_LINES * (double)(paging->pages - 1);
}

/* All lines find their places, on a page less where that takes no more than a little space. */
static int place(struct press *press, const struct rq_manuscript *manuscript,
		 const struct rq_look *look, struct rq_error *err)
{
	static const double steps[] = { 0.25, 0.5, 0.75, 1 };
	struct rq_error ignored = { 0 };
	size_t pages;

	rq_paging_init(&press->paging, manuscript, look, press->canvas);
	if (rq_paging_place(&press->paging, err) == -1)
		return -1;
	pages = press->paging.pages;
	if (!ends_in_few_lines(&press->paging))
		return 0;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		rq_paging_free(&press->paging);
		press->tighter = rq_look_tighter(look, steps[i]);
		rq_paging_init(&press->paging, manuscript, &press->tighter, press->canvas);
		if (rq_paging_place(&press->paging, &ignored) == 0 && press->paging.pages < pages)
			return 0;
	}
	rq_paging_free(&press->paging);
	rq_paging_init(&press->paging, manuscript, look, press->canvas);
	return rq_paging_place(&press->paging, err);
}

int rq_print_pdf(const struct rq_manuscript *manuscript, const struct rq_look *look,
		 struct rq_printed *printed, struct rq_error *err)
{
	struct rq_canvas_info info = {
		.width = look->width,
		.height = look->height,
		.title = manuscript->title,
		.author = manuscript->author,
		.language = manuscript->language,
		.made_at = manuscript->made_at,
	};
	struct press press = { .canvas = rq_canvas_new(&info) };
	int result;

	result = place(&press, manuscript, look, err);
	if (result == 0) {
		draw_pages(&press);
		result = rq_canvas_finish(press.canvas, &printed->bytes, printed->warnings, err);
	}
	rq_paging_free(&press.paging);
	rq_canvas_free(press.canvas);
	return result;
}
