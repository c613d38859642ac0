#include "resume/couplet.h"

#include <string.h>

#include "base/memory.h"
#include "resume/barred.h"
#include "resume/location.h"
#include "resume/reach.h"
#include "resume/word.h"

enum {
	MOST_ROWS = 2,
	MOST_ROWS_OF_PROJECT = 3, /* the last says what it is */
	MOST_PARTS = 6,
	HEAD_LINES = 8,
};

/* A header as its lines say it, before anything is made of it. */
struct couplet {
	struct rq_header header;           /* its date alone */
	struct rq_slice upper[MOST_PARTS]; /* parts of the upper line, without the date */
	struct rq_slice lower[MOST_PARTS];
	size_t uppers, lowers;
	size_t rows;
};

static bool has_tab(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return memchr(rq_sheet_key(sheet, slice), '\t', slice.end - slice.start);
}

/* Whether the byte is a dot between spaces: no bar, by which many lines are cut. */
static bool is_dot(const struct rq_sheet_line *line, uint32_t i)
{
	return line->key[i] == '|' && i > line->start && i + 1 < line->length &&
	       line->key[i - 1] == ' ' && line->key[i + 1] == ' ' &&
	       strncmp(line->text + line->at[i], "·", strlen("·")) == 0;
}

/* The parts of a line up to a byte of it, as many as there is room for; how many there are. */
static size_t cut_until(const struct rq_sheet *sheet, size_t line, uint32_t until,
			struct rq_slice part[MOST_PARTS])
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	struct rq_slice one = { (uint32_t)line, at->start, 0 };
	size_t count = 0;

	for (uint32_t i = at->start; i <= until; i++) {
		struct rq_slice trimmed;

		if (i < until && !is_dot(at, i))
			continue;
		one.end = i;
		trimmed = rq_sheet_trim(sheet, one);
		one.start = i + 1;
		if (trimmed.start >= trimmed.end)
			continue;
		if (count < MOST_PARTS)
			part[count] = trimmed;
		count++;
	}
	return count;
}

/* False when the lines are none of a couplet. */
static bool read(const struct rq_sheet *sheet, enum rq_section section, size_t first, size_t end,
		 struct couplet *couplet)
{
	const struct rq_sheet_line *upper = &sheet->lines[first];
	const size_t most = section == RQ_SECTION_PROJECTS ? MOST_ROWS_OF_PROJECT : MOST_ROWS;
	uint32_t until = upper->length;

	*couplet = (struct couplet) { .rows = end - first };
	if (end == first || couplet->rows > most || upper->bullet)
		return false;
	rq_header_find_date(sheet, first, end, &couplet->header);
	if (couplet->header.dated) {
		struct rq_slice behind = { (uint32_t)first, couplet->header.date.end, until };

		behind = rq_sheet_trim(sheet, behind);
		if (couplet->header.date.line != first || behind.start < behind.end)
			return false;
		until = couplet->header.date.start;
	}
	couplet->uppers = cut_until(sheet, first, until, couplet->upper);
	if (couplet->uppers > MOST_PARTS ||
	    (couplet->uppers > 0 && has_tab(sheet, couplet->upper[0])))
		return false;
	if (couplet->rows == 1)
		return true;
	if (couplet->uppers > (section == RQ_SECTION_EDUCATION ? 2 : 1) || upper[1].bullet ||
	    (upper[1].gap && upper->kind != RQ_LINE_HEADING) ||
	    rq_header_ends_date(sheet, first) > 0)
		return false;
	couplet->lowers = cut_until(sheet, first + 1, upper[1].length, couplet->lower);
	return couplet->lowers > 0 && couplet->lowers <= MOST_PARTS &&
	       !has_tab(sheet, rq_sheet_whole(sheet, first + 1));
}

/* Whether the lines by which a document begins, who it is and where to reach them, hold a town. */
static bool is_of_head(const struct rq_sheet *sheet, struct rq_slice town)
{
	size_t length = town.end - town.start;

	for (size_t i = 0; i < sheet->count && i < HEAD_LINES && i < town.line; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];
		const char *found =
		    memmem(line->key, line->length, rq_sheet_key(sheet, town), length);
		size_t at = found ? (size_t)(found - line->key) : 0;

		if (found && (at == 0 || !rq_sheet_is_word(line->key[at - 1])) &&
		    (at + length == line->length || !rq_sheet_is_word(line->key[at + length])))
			return true;
	}
	return false;
}

/* Whether a slice is a place by its words, or one that the head of the document names. */
static bool is_known_place(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return rq_location_is_place(sheet, slice) || rq_location_is_town_of_region(sheet, slice) ||
	       (rq_location_may_be_town(sheet, slice) && is_of_head(sheet, slice));
}

/* Whether words tell that dots part who and where it was, or a degree and its subject. */
static bool is_told(const struct rq_sheet *sheet, const struct couplet *couplet)
{
	uint32_t kinds;

	if (couplet->lowers < 2 || couplet->uppers == 0)
		return false;
	kinds = rq_header_kinds(sheet, couplet->lower[0]);
	return is_known_place(sheet, couplet->lower[1]) ||
	       (kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_DEGREE));
}

/* Whether a line with dots stands right below one that ends with a time. */
static bool read_at(const struct rq_sheet *sheet, size_t lower, struct couplet *couplet)
{
	return lower > 0 && rq_barred_is(&sheet->lines[lower]) &&
	       read(sheet, RQ_SECTION_EDUCATION, lower - 1, lower + 1, couplet) &&
	       couplet->header.dated && couplet->uppers > 0 && couplet->lowers > 1;
}

bool rq_couplet_stands(const struct rq_sheet *sheet)
{
	struct couplet couplet;

	for (size_t i = 1; i < sheet->count; i++)
		if (read_at(sheet, i, &couplet) && is_told(sheet, &couplet))
			return true;
	return false;
}

bool rq_couplet_is_upper(const struct rq_sheet *sheet, size_t line)
{
	struct couplet couplet;

	return line + 1 < sheet->count &&
	       read(sheet, RQ_SECTION_EDUCATION, line, line + 2, &couplet) &&
	       couplet.header.dated && couplet.uppers > 0 && couplet.lowers > 0;
}

bool rq_couplet_is_lower(const struct rq_sheet *sheet, size_t line)
{
	struct couplet couplet;

	return read_at(sheet, line, &couplet);
}

/* For what the words of a couplet speak: above zero the upper line is what it is in such. */
static int vote(const struct rq_sheet *sheet, enum rq_section section,
		const struct couplet *couplet)
{
	bool school = section == RQ_SECTION_EDUCATION;
	const uint32_t org = school ? RQ_WORD_SCHOOL : RQ_HEADER_ORGANISATION;
	const uint32_t title = school ? RQ_WORD_DEGREE : RQ_WORD_TITLE;
	uint32_t upper, lower;
	int votes;

	if (couplet->uppers == 0 || couplet->lowers == 0)
		return 0;
	upper = rq_header_kinds(sheet, couplet->upper[0]);
	lower = rq_header_kinds(sheet, couplet->lower[0]);
	votes = (upper & title           ? 1
		 : upper & RQ_WORD_LEGAL ? -2
		 : upper & org           ? -1
					 : 0) +
		(lower & title ? -1
		 : lower & org ? 1
			       : 0);
	if (school)
		return -votes;
	return votes + (couplet->lowers > 1 && is_known_place(sheet, couplet->lower[1]));
}

void rq_couplet_count(const struct rq_sheet *sheet, enum rq_section section, size_t first,
		      size_t end, struct rq_couplets *couplets)
{
	struct couplet couplet;

	if (!read(sheet, section, first, end, &couplet)) {
		couplets->others++;
		return;
	}
	couplets->whole +=
	    couplet.uppers > 0 && (couplet.lowers > 0 || section == RQ_SECTION_PROJECTS);
	couplets->told += is_told(sheet, &couplet);
	couplets->votes += vote(sheet, section, &couplet);
}

bool rq_couplet_is_usual(const struct rq_sheet *sheet, enum rq_section section,
			 const struct rq_couplets *couplets)
{
	if (couplets->others > 0 || couplets->whole == 0 ||
	    (couplets->told == 0 && !rq_couplet_stands(sheet)))
		return false;
	if (section == RQ_SECTION_PROJECTS)
		return true;
	return couplets->votes > 0 || (section != RQ_SECTION_EDUCATION && couplets->votes == 0);
}

static struct rq_header_piece *add(const struct rq_sheet *sheet, struct rq_header *header,
				   struct rq_slice slice)
{
	struct rq_header_piece *piece;

	header->piece =
	    rq_grow(header->piece, header->count, &header->capacity, sizeof *header->piece);
	piece = &header->piece[header->count++];
	*piece =
	    (struct rq_header_piece) { .slice = slice, .kinds = rq_header_kinds(sheet, slice) };
	return piece;
}

static bool is_score(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	const char *colon = memchr(key, ':', slice.end - slice.start);
	struct rq_slice label = slice;

	if (colon)
		label.end = slice.start + (uint32_t)(colon - key);
	return (rq_header_kinds(sheet, label) & RQ_WORD_SCORE) &&
	       (colon || !(rq_header_kinds(sheet, slice) & (RQ_WORD_DEGREE | RQ_WORD_SCHOOL)));
}

/* A place and no name with a place in it: "Boston, MA", not "Boston EMS". */
static bool is_plain_place(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	if (rq_location_is_town_of_region(sheet, slice))
		return true;
	if (!rq_location_is_place(sheet, slice))
		return false;
	for (uint32_t i = slice.start, end; i < slice.end; i = end + 1) {
		struct rq_slice rest = { slice.line, i, slice.end };

		end = rq_sheet_end_of_word(key, i, slice.end);
		if (end > i && !rq_location_is_state(sheet, rest) &&
		    !(rq_word_find(key + i, end - i).kinds &
		      (RQ_WORD_PLACE | RQ_WORD_CITY | RQ_WORD_STATE | RQ_WORD_FILL)) &&
		    !memchr(key + i, ',', slice.end - i))
			return false;
	}
	return true;
}

/* Whose work it was, and what else the lower line says: whether that is where is told later. */
static void put_employer(const struct rq_sheet *sheet, const struct couplet *couplet,
			 const struct rq_slice *part, size_t count, struct rq_header *header)
{
	for (size_t i = 0; i < count; i++) {
		struct rq_header_piece *piece = add(sheet, header, part[i]);
		bool link = rq_reach_is_link(sheet, part[i]);

		if (i == 0 && (count == 1 || couplet->uppers > 0) &&
		    is_plain_place(sheet, part[i])) {
			piece->place = true;
		} else if (i == 0 && !(link && count == 1)) {
			piece->kinds = (piece->kinds & ~(uint32_t)RQ_WORD_TITLE) | RQ_WORD_ORG;
			piece->role = RQ_ROLE_EMPLOYER;
		} else if (!link) {
			piece->kinds = 0;
			piece->remark = true;
		}
	}
}

static void cut_job(const struct rq_sheet *sheet, const struct couplet *couplet,
		    struct rq_header *header)
{
	struct rq_header_piece *title;

	if (couplet->rows == 1 && couplet->uppers > 1) {
		put_employer(sheet, couplet, couplet->upper, couplet->uppers, header);
		return;
	}
	if (couplet->uppers > 0) {
		title = add(sheet, header, couplet->upper[0]);
		if (couplet->lowers > 0 ||
		    (couplet->header.dated && !(title->kinds & RQ_HEADER_ORGANISATION))) {
			title->kinds = (title->kinds & ~(uint32_t)RQ_WORD_LEGAL) | RQ_WORD_TITLE;
			title->role = RQ_ROLE_TITLE;
		}
	}
	put_employer(sheet, couplet, couplet->lower, couplet->lowers, header);
}

/* What was studied, and what came of it; grades say that they are such. */
static void put_studies(const struct rq_sheet *sheet, const struct couplet *couplet,
			struct rq_header *header)
{
	size_t open = 0, told = 0;

	for (size_t i = 0; i < couplet->lowers; i++)
		open += !is_score(sheet, couplet->lower[i]) &&
			!rq_reach_is_link(sheet, couplet->lower[i]);
	for (size_t i = 0; i < couplet->lowers; i++) {
		struct rq_header_piece *piece = add(sheet, header, couplet->lower[i]);
		bool degree = piece->kinds & RQ_WORD_DEGREE;

		if (rq_reach_is_link(sheet, piece->slice) || is_score(sheet, piece->slice))
			continue;
		if (told++ == 0 && (open > 1 || degree))
			piece->role = RQ_ROLE_DEGREE;
		else if (told <= 2)
			piece->role = RQ_ROLE_AREA;
		else
			piece->remark = true;
	}
}

static bool names_school(const struct rq_sheet *sheet, const struct couplet *couplet)
{
	uint32_t kinds = couplet->uppers > 0 ? rq_header_kinds(sheet, couplet->upper[0]) : 0;

	return (kinds & RQ_WORD_SCHOOL) && !(kinds & RQ_WORD_DEGREE);
}

static void cut_degree(const struct rq_sheet *sheet, const struct couplet *couplet,
		       struct rq_header *header)
{
	for (size_t i = 0; i < couplet->uppers; i++) {
		struct rq_header_piece *piece = add(sheet, header, couplet->upper[i]);

		if (i > 0) {
			piece->kinds = 0;
			piece->place = true;
		} else {
			piece->role = RQ_ROLE_SCHOOL;
		}
	}
	put_studies(sheet, couplet, header);
}

static void cut_project(const struct rq_sheet *sheet, const struct couplet *couplet, size_t end,
			struct rq_header *header)
{
	for (size_t i = 0; i < couplet->uppers; i++)
		add(sheet, header, couplet->upper[i])->role = RQ_ROLE_TITLE;
	for (size_t i = 0; i < couplet->lowers; i++)
		(void)add(sheet, header, couplet->lower[i]);
	if (couplet->rows == MOST_ROWS_OF_PROJECT)
		add(sheet, header, rq_sheet_whole(sheet, end - 1))->kinds = 0;
}

void rq_couplet_cut(const struct rq_sheet *sheet, enum rq_section section, size_t first, size_t end,
		    struct rq_header *header)
{
	struct couplet couplet;

	(void)read(sheet, section, first, end, &couplet);
	if (section == RQ_SECTION_EDUCATION && couplet.rows == 1 &&
	    !names_school(sheet, &couplet)) {
		rq_header_cut(sheet, first, end, header);
		return;
	}
	*header = couplet.header;
	if (section == RQ_SECTION_PROJECTS)
		cut_project(sheet, &couplet, end, header);
	else if (section == RQ_SECTION_EDUCATION)
		cut_degree(sheet, &couplet, header);
	else
		cut_job(sheet, &couplet, header);
}
