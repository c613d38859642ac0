#include "export/canvas.h"
#include "export/printer.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

/*
 * A manuscript on pages. A heading never stands alone at the foot of a page: it
 * goes on with what it heads. A paragraph is parted only where two lines of it
 * stay on either side.
 */

enum { MOST_KEPT = 6, LEAST_LINES = 2, ASIDE_GAP = 18 };

/* A line of the manuscript, set. */
struct placed {
	struct rq_setting *text, *aside; /* aside NULL for none */
	double above, below, x, width;
};

struct press {
	const struct rq_manuscript *manuscript;
	const struct rq_look *look;
	struct rq_canvas *canvas;
	struct placed *placed;
	size_t set;   /* lines that are set so far */
	double y;     /* where the next line goes */
	bool fresh;   /* nothing stands on this page */
	bool listing; /* an "L" is open */
};

static double bottom(const struct press *press)
{
	return press->look->height - press->look->margin;
}

static struct rq_typeface typeface(const struct press *press, const struct rq_script_line *line)
{
	const struct rq_look *look = press->look;
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
		.flush_right = press->manuscript->right_to_left,
		.whole_runs = line->role == RQ_ROLE_CONTACT,
	};
}

static struct rq_setting *set_aside(struct press *press, const struct rq_script_line *line,
				    double width)
{
	struct rq_typeface face = typeface(press, line);
	struct rq_run when = { line->aside, NULL, RQ_RUN_SOFT };

	face.bold = false;
	face.right_to_left = false;
	face.flush_right = !press->manuscript->right_to_left;
	face.size = press->look->line[RQ_ROLE_DETAIL].size;
	return rq_canvas_set(press->canvas, &when, 1, "", &face, width);
}

/* The runs of the line, and its aside behind them where the look wants it there. */
static struct rq_setting *set_text(struct press *press, const struct rq_script_line *line,
				   double width)
{
	const struct rq_look *look = press->look;
	const char *between = line->role == RQ_ROLE_CONTACT ? look->between : "";
	struct rq_run *run = rq_alloc(line->count + 2, sizeof *run);
	struct rq_typeface face = typeface(press, line);
	char *joint = rq_strdup(look->joint);
	struct rq_setting *set;
	size_t count = line->count;

	memcpy(run, line->run, count * sizeof *run);
	if (line->aside && joint) {
		run[count++] = (struct rq_run) { joint, NULL, RQ_RUN_SOFT };
		run[count++] = (struct rq_run) { line->aside, NULL, RQ_RUN_SOFT };
	}
	set = rq_canvas_set(press->canvas, run, count, between, &face, width);
	free(joint);
	free(run);
	return set;
}

/* Sets the line, with what it needs to stand beside it. */
static void set_line(struct press *press, size_t i)
{
	const struct rq_look *look = press->look;
	const struct rq_script_line *line = &press->manuscript->line[i];
	const struct rq_line_look *role = &look->line[line->role];
	bool leftwards = press->manuscript->right_to_left;
	struct placed *placed = &press->placed[i];
	double taken = 0;

	placed->x = look->margin;
	placed->width = look->width - 2 * look->margin;
	placed->above = role->above;
	placed->below = role->below;
	if (line->aside && !look->joint) {
		placed->aside = set_aside(press, line, placed->width);
		taken = rq_setting_width(placed->aside) + ASIDE_GAP;
	} else if (line->role == RQ_ROLE_ITEM) {
		taken = look->indent;
	}
	placed->width -= taken;
	/* an aside stands behind the text, a bullet before it */
	if ((line->role == RQ_ROLE_ITEM) != leftwards)
		placed->x += taken;
	placed->text = set_text(press, line, placed->width);
}

static struct placed *placed_line(struct press *press, size_t i)
{
	for (; press->set <= i; press->set++)
		set_line(press, press->set);
	return &press->placed[i];
}

static void free_placed(struct placed *placed)
{
	rq_setting_free(placed->text);
	rq_setting_free(placed->aside);
	*placed = (struct placed) { 0 };
}

static double whole_height(const struct placed *placed)
{
	return rq_setting_height(placed->text, rq_setting_lines(placed->text));
}

static bool goes_with_next(enum rq_role role)
{
	return role == RQ_ROLE_NAME || role == RQ_ROLE_LABEL || role == RQ_ROLE_HEADING ||
	       role == RQ_ROLE_ENTRY || role == RQ_ROLE_DETAIL;
}

/* How much room a line and what must stay with it take. */
static double kept_height(struct press *press, size_t i)
{
	double height = 0;

	for (size_t kept = 0; i < press->manuscript->count && kept < MOST_KEPT; i++, kept++) {
		const struct placed *placed = placed_line(press, i);
		size_t lines = rq_setting_lines(placed->text);

		if (kept > 0)
			height += placed->above;
		if (!goes_with_next(press->manuscript->line[i].role))
			return height + rq_setting_height(placed->text, lines <= LEAST_LINES + 1
									    ? lines
									    : LEAST_LINES);
		height += whole_height(placed) + placed->below;
	}
	return height;
}

static void turn_page(struct press *press)
{
	rq_canvas_next_page(press->canvas);
	press->y = press->look->margin;
	press->fresh = true;
}

/* How many of the lines from one on go on this page: 0 for none. */
static size_t lines_that_fit(const struct press *press, const struct rq_setting *text, size_t from)
{
	size_t all = rq_setting_lines(text), fit = 0;
	double room = bottom(press) - press->y + rq_setting_height(text, from) + 0.01;

	while (from + fit < all && rq_setting_height(text, from + fit + 1) <= room)
		fit++;
	if (from + fit == all)
		return fit;
	/* one line alone overleaf would be a widow: the last one here goes along */
	if (from + fit + 1 == all && fit > 0)
		fit--;
	if (fit >= LEAST_LINES && (from > 0 || all > LEAST_LINES + 1))
		return fit;
	if (!press->fresh)
		return 0;
	return fit > 0 ? fit : 1;
}

static const char *element(enum rq_role role)
{
	static const char *const elements[] = {
		[RQ_ROLE_NAME] = "H1",    [RQ_ROLE_LABEL] = "P",    [RQ_ROLE_CONTACT] = "P",
		[RQ_ROLE_HEADING] = "H2", [RQ_ROLE_ENTRY] = "H3",   [RQ_ROLE_DETAIL] = "P",
		[RQ_ROLE_TEXT] = "P",     [RQ_ROLE_ITEM] = "LBody",
	};

	return elements[role];
}

/* What stands beside a text, on the line of its first line. */
static void draw_beside(struct press *press, const struct rq_setting *text,
			const struct rq_setting *beside, double x, const char *element)
{
	double y = press->y + rq_setting_baseline(text) - rq_setting_baseline(beside);

	rq_canvas_draw(press->canvas, beside, 0, 1, x, y, element);
}

static void draw_bullet(struct press *press, const struct rq_script_line *line,
			const struct rq_setting *text)
{
	const struct rq_look *look = press->look;
	struct rq_run bullet = { (char[]) { "•" }, NULL, RQ_RUN_PLAIN };
	struct rq_typeface face = typeface(press, line);
	struct rq_setting *set;

	face.right_to_left = false;
	set = rq_canvas_set(press->canvas, &bullet, 1, "", &face, look->indent - 3);
	draw_beside(press, text, set,
		    face.flush_right ? look->width - look->margin - look->indent + 3
				     : look->margin + 2,
		    NULL);
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

/* All of a line, on as many pages as it takes. */
static void print_line(struct press *press, size_t i)
{
	const struct rq_script_line *line = &press->manuscript->line[i];
	const struct rq_look *look = press->look;
	struct placed *placed = placed_line(press, i);
	size_t all = rq_setting_lines(placed->text), done = 0;
	bool item = line->role == RQ_ROLE_ITEM;

	if (!press->fresh && press->y + placed->above + kept_height(press, i) > bottom(press))
		turn_page(press);
	if (!press->fresh)
		press->y += placed->above;
	open_or_close_list(press, item);
	if (item) {
		draw_bullet(press, line, placed->text);
		rq_canvas_open(press->canvas, "LI");
	}
	while (done < all) {
		size_t fit = lines_that_fit(press, placed->text, done);

		if (fit == 0) {
			turn_page(press);
			continue;
		}
		rq_canvas_draw(press->canvas, placed->text, done, fit, placed->x, press->y,
			       element(line->role));
		if (done == 0 && placed->aside)
			draw_beside(press, placed->text, placed->aside, look->margin, "P");
		press->y += rq_setting_height(placed->text, done + fit) -
			    rq_setting_height(placed->text, done);
		press->fresh = false;
		done += fit;
	}
	if (item)
		rq_canvas_close(press->canvas, "LI");
	if (line->role == RQ_ROLE_HEADING && look->rule > 0)
		rq_canvas_rule(press->canvas, look->margin, press->y + 1,
			       look->width - 2 * look->margin, look->rule,
			       look->line[RQ_ROLE_HEADING].color);
	press->y += placed->below;
	free_placed(placed);
}

static int print_pages(struct press *press, struct rq_error *err)
{
	for (size_t i = 0; i < press->manuscript->count; i++) {
		print_line(press, i);
		if (rq_canvas_pages(press->canvas) > RQ_MAX_PAGES)
			return rq_fail(err, RQ_TOO_MANY, "more than %d pages", RQ_MAX_PAGES);
	}
	open_or_close_list(press, false);
	return 0;
}

int rq_print_pdf(const struct rq_manuscript *manuscript, const struct rq_look *look,
		 struct rq_printed *printed, struct rq_error *err)
{
	struct rq_canvas_info info = {
		.width = look->width,
		.height = look->height,
		.title = manuscript->title,
		.author = manuscript->author,
		.language = manuscript->spoken,
		.made_at = manuscript->made_at,
	};
	struct press press = {
		.manuscript = manuscript, .look = look, .y = look->margin, .fresh = true
	};
	int result;

	press.canvas = rq_canvas_new(&info);
	press.placed = rq_alloc(manuscript->count, sizeof *press.placed);
	rq_canvas_open(press.canvas, "Document");
	result = print_pages(&press, err);
	for (size_t i = 0; i < manuscript->count; i++)
		if (press.placed[i].text)
			free_placed(&press.placed[i]);
	free(press.placed);
	if (result == 0)
		rq_canvas_close(press.canvas, "Document");
	if (result == 0)
		result = rq_canvas_finish(press.canvas, &printed->bytes, printed->warnings, err);
	rq_canvas_free(press.canvas);
	return result;
}
