#include "export/paging.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

enum { MOST_KEPT = 6, LEAST_LINES = 2, ASIDE_GAP = 18 };

void rq_paging_init(struct rq_paging *paging, const struct rq_manuscript *manuscript,
		    const struct rq_look *look, struct rq_canvas *canvas)
{
	*paging = (struct rq_paging) {
		.manuscript = manuscript,
		.look = look,
		.canvas = canvas,
		.placed = rq_alloc(manuscript->count, sizeof *paging->placed),
		.pages = 1,
		.y = look->margin,
		.fresh = true,
	};
}

void rq_paging_free(struct rq_paging *paging)
{
	for (size_t i = 0; i < paging->set; i++) {
		rq_setting_free(paging->placed[i].text);
		rq_setting_free(paging->placed[i].aside);
	}
	free(paging->placed);
	free(paging->piece);
}

static double bottom(const struct rq_paging *paging)
{
	return paging->look->height - paging->look->margin;
}

struct rq_typeface rq_paging_typeface(const struct rq_paging *paging,
				      const struct rq_script_line *line)
{
	const struct rq_look *look = paging->look;
	const struct rq_line_look *role = &look->line[line->role];

	return (struct rq_typeface) {
		.fonts = look->fonts,
		.size = role->size,
		.height = role->size * look->leading,
		.color = role->color,
		.link = look->link,
		.soft = look->soft,
		.bold = role->bold,
		.right_to_left = line->right_to_left,
		.flush_right = paging->manuscript->right_to_left,
		.whole_runs = line->role == RQ_ROLE_CONTACT,
	};
}

static struct rq_setting *set_aside(struct rq_paging *paging, const struct rq_script_line *line,
				    double width)
{
	struct rq_typeface face = rq_paging_typeface(paging, line);
	struct rq_run when = { line->aside, NULL, RQ_RUN_SOFT, false };

	face.bold = false;
	face.right_to_left = paging->manuscript->right_to_left;
	face.flush_right = !paging->manuscript->right_to_left;
	face.size = paging->look->line[RQ_ROLE_DETAIL].size;
	return rq_canvas_set(paging->canvas, &when, 1, "", &face, width);
}

/* The runs of the line, and its aside behind them where the look wants it there. */
static struct rq_setting *set_text(struct rq_paging *paging, const struct rq_script_line *line,
				   double width)
{
	const struct rq_look *look = paging->look;
	const char *between = line->role == RQ_ROLE_CONTACT ? look->between : "";
	struct rq_run *run = rq_alloc(line->count + 2, sizeof *run);
	struct rq_typeface face = rq_paging_typeface(paging, line);
	char *joint = rq_strdup(look->joint);
	struct rq_setting *set;
	size_t count = line->count;

	memcpy(run, line->run, count * sizeof *run);
	if (line->aside && joint) {
		run[count++] = (struct rq_run) { joint, NULL, RQ_RUN_SOFT, false };
		run[count++] = (struct rq_run) { line->aside, NULL, RQ_RUN_SOFT, false };
	}
	set = rq_canvas_set(paging->canvas, run, count, between, &face, width);
	free(joint);
	free(run);
	return set;
}

/* Sets the line, with what it needs to stand beside it. */
static void set_line(struct rq_paging *paging, size_t i)
{
	const struct rq_look *look = paging->look;
	const struct rq_script_line *line = &paging->manuscript->line[i];
	const struct rq_line_look *role = &look->line[line->role];
	bool leftwards = paging->manuscript->right_to_left;
	struct rq_placed *placed = &paging->placed[i];
	double taken = 0;

	placed->x = look->margin;
	placed->width = look->width - 2 * look->margin;
	placed->above = role->above;
	placed->below = role->below;
	if (line->aside && !look->joint) {
		placed->aside = set_aside(paging, line, placed->width);
		taken = rq_setting_width(placed->aside) + ASIDE_GAP;
	} else if (line->role == RQ_ROLE_ITEM) {
		taken = look->indent;
	}
	placed->width -= taken;
	/* an aside stands behind the text, a bullet before it */
	if ((line->role == RQ_ROLE_ITEM) != leftwards)
		placed->x += taken;
	placed->text = set_text(paging, line, placed->width);
}

static struct rq_placed *placed_line(struct rq_paging *paging, size_t i)
{
	for (; paging->set <= i; paging->set++)
		set_line(paging, paging->set);
	return &paging->placed[i];
}

static double whole_height(const struct rq_placed *placed)
{
	return rq_setting_height(placed->text, rq_setting_lines(placed->text));
}

static bool goes_with_next(enum rq_role role)
{
	return role == RQ_ROLE_NAME || role == RQ_ROLE_LABEL || role == RQ_ROLE_HEADING ||
	       role == RQ_ROLE_ENTRY || role == RQ_ROLE_DETAIL;
}

/* How much room a line and what must stay with it take. */
static double kept_height(struct rq_paging *paging, size_t i)
{
	double height = 0;

	for (size_t kept = 0; i < paging->manuscript->count && kept < MOST_KEPT; i++, kept++) {
		const struct rq_placed *placed = placed_line(paging, i);
		size_t lines = rq_setting_lines(placed->text);

		if (kept > 0)
			height += placed->above;
		if (!goes_with_next(paging->manuscript->line[i].role))
			return height + rq_setting_height(placed->text, lines <= LEAST_LINES + 1
									    ? lines
									    : LEAST_LINES);
		height += whole_height(placed) + placed->below;
	}
	return height;
}

static void turn_page(struct rq_paging *paging)
{
	paging->pages++;
	paging->y = paging->look->margin;
	paging->fresh = true;
}

/* How many of the lines from one on go on this page: 0 for none. */
static size_t lines_that_fit(const struct rq_paging *paging, const struct rq_setting *text,
			     size_t from)
{
	size_t all = rq_setting_lines(text), fit = 0;
	double room = bottom(paging) - paging->y + rq_setting_height(text, from) + 0.01;

	while (from + fit < all && rq_setting_height(text, from + fit + 1) <= room)
		fit++;
	if (from + fit == all)
		return fit;
	/* one line alone overleaf would be a widow: the last one here goes along */
	if (from + fit + 1 == all && fit > 0)
		fit--;
	if (fit >= LEAST_LINES && (from > 0 || all > LEAST_LINES + 1))
		return fit;
	if (!paging->fresh)
		return 0;
	return fit > 0 ? fit : 1;
}

/* Finds places for all of a line, on as many pages as it takes. */
static void place_line(struct rq_paging *paging, size_t i)
{
	const struct rq_placed *placed = placed_line(paging, i);
	size_t all = rq_setting_lines(placed->text), done = 0;

	if (!paging->fresh && paging->y + placed->above + kept_height(paging, i) > bottom(paging))
		turn_page(paging);
	if (!paging->fresh)
		paging->y += placed->above;
	while (done < all) {
		size_t fit = lines_that_fit(paging, placed->text, done);

		if (fit == 0) {
			turn_page(paging);
			continue;
		}
		paging->piece = rq_grow(paging->piece, paging->pieces, &paging->capacity,
					sizeof *paging->piece);
		paging->piece[paging->pieces++] =
		    (struct rq_piece) { i, done, fit, paging->pages, paging->y };
		paging->y += rq_setting_height(placed->text, done + fit) -
			     rq_setting_height(placed->text, done);
		paging->fresh = false;
		done += fit;
	}
	paging->y += placed->below;
}

int rq_paging_place(struct rq_paging *paging, struct rq_error *err)
{
	for (size_t i = 0; i < paging->manuscript->count; i++) {
		place_line(paging, i);
		if (paging->pages > RQ_MAX_PAGES)
			return rq_fail(err, RQ_TOO_MANY, "more than %d pages", RQ_MAX_PAGES);
	}
	return 0;
}
