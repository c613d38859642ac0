#include "resume/nest.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/date.h"
#include "resume/header.h"

enum { DEEPEST = 6 };

/* The headings that hold the line in hand, the outermost first. */
struct path {
	struct {
		unsigned level;
		enum rq_section section;
	} heading[DEEPEST];
	size_t depth;
};

struct cutter {
	const struct rq_sheet *sheet;
	struct path path;
	struct rq_block *blocks;
	size_t used, capacity;
};

static unsigned level_of(const struct cutter *cutter, size_t line)
{
	const struct rq_sheet_line *at = &cutter->sheet->lines[line];

	return at->kind == RQ_LINE_HEADING ? at->level : 0;
}

/* Leaves what does not hold a heading of that level. */
static void leave(struct path *path, unsigned level)
{
	while (path->depth > 0 && path->heading[path->depth - 1].level >= level)
		path->depth--;
}

static void enter(struct path *path, unsigned level, enum rq_section section)
{
	leave(path, level);
	if (path->depth == DEEPEST)
		return;
	path->heading[path->depth].level = level;
	path->heading[path->depth++].section = section;
}

static enum rq_section holder(const struct path *path)
{
	return path->depth > 0 ? path->heading[path->depth - 1].section : RQ_SECTION_NONE;
}

static bool has_entries(enum rq_section section)
{
	return section == RQ_SECTION_WORK || section == RQ_SECTION_VOLUNTEER ||
	       section == RQ_SECTION_EDUCATION || section == RQ_SECTION_PROJECTS;
}

/* Whether a heading is that of an entry: its words are, or there is a time below it. */
static bool heads_entry(const struct cutter *cutter, size_t line, size_t end)
{
	const uint32_t kinds = RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_SCHOOL | RQ_WORD_DEGREE |
			       RQ_WORD_ORG | RQ_WORD_CITY | RQ_WORD_PLACE;
	const struct rq_sheet *sheet = cutter->sheet;
	unsigned level = level_of(cutter, line);
	struct rq_date_range range;

	if (rq_header_kinds(sheet, rq_sheet_whole(sheet, line)) & kinds)
		return true;
	for (size_t i = line; i < end; i++) {
		unsigned other = level_of(cutter, i);

		if (i > line && other > 0 && other <= level)
			return false;
		if (rq_date_find(sheet->lines[i].key, sheet->lines[i].length, 0, &range))
			return true;
	}
	return false;
}

/* What the words of a heading say, though others stand among them that no list knows. */
static enum rq_section hint(const struct cutter *cutter, size_t line)
{
	const uint32_t kinds =
	    RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_SCHOOL | RQ_WORD_DEGREE | RQ_WORD_ORG;
	struct rq_slice whole = rq_sheet_whole(cutter->sheet, line);
	const char *key = cutter->sheet->lines[line].key;
	enum rq_section section = RQ_SECTION_NONE;
	unsigned rank = 1, words = 0;

	if (rq_header_kinds(cutter->sheet, whole) & kinds)
		return RQ_SECTION_NONE;
	for (uint32_t i = whole.start, start; i < whole.end; i++) {
		struct rq_word word;

		for (start = i; i < whole.end && rq_sheet_is_word(key[i]);)
			i++;
		word = rq_word_find_compound(key + start, i - start);
		words += i > start;
		if (word.rank > rank) {
			rank = word.rank;
			section = (enum rq_section)word.section;
		}
	}
	return words <= RQ_HEADING_WORDS ? section : RQ_SECTION_NONE;
}

static void add_block(struct cutter *cutter, const struct rq_block *block)
{
	cutter->blocks =
	    rq_grow(cutter->blocks, cutter->used, &cutter->capacity, sizeof *cutter->blocks);
	cutter->blocks[cutter->used++] = *block;
}

/* Ends the block in hand above a line, which heads what follows or is a part of it. */
static void cut(struct cutter *cutter, size_t line, enum rq_section section, bool headed)
{
	struct rq_block *last = &cutter->blocks[cutter->used - 1];
	struct rq_block rest = { .section = section, .first = line, .end = last->end };

	last->end = line;
	if (headed) {
		rest.heading = rq_sheet_whole(cutter->sheet, line);
		rest.first++;
	}
	add_block(cutter, &rest);
}

static void cut_block(struct cutter *cutter, const struct rq_block *block)
{
	bool headed = block->heading.end > block->heading.start;
	unsigned own = headed ? level_of(cutter, block->heading.line) : 0;

	add_block(cutter, block);
	if (own > 0)
		enter(&cutter->path, own, block->section);
	else if (headed)
		cutter->path.depth = 0;
	for (size_t i = block->first; i < block->end && own > 0; i++) {
		unsigned level = level_of(cutter, i);
		enum rq_section section;

		if (level == 0 || level > own)
			continue;
		headed = false;
		leave(&cutter->path, level);
		section = holder(&cutter->path);
		if (section == RQ_SECTION_NONE || section == RQ_SECTION_OTHER) {
			section = hint(cutter, i);
			if (section == RQ_SECTION_NONE)
				section = has_entries(block->section) &&
						  heads_entry(cutter, i, block->end)
					      ? block->section
					      : RQ_SECTION_OTHER;
			headed = section != block->section;
		}
		enter(&cutter->path, level, section);
		if (section != cutter->blocks[cutter->used - 1].section ||
		    section == RQ_SECTION_OTHER)
			cut(cutter, i, section, headed);
		own = level;
	}
}

void rq_nest_cut(const struct rq_sheet *sheet, struct rq_block **blocks, size_t *count)
{
	struct cutter cutter = { .sheet = sheet };

	for (size_t i = 0; i < *count; i++)
		cut_block(&cutter, &(*blocks)[i]);
	free(*blocks);
	*blocks = cutter.blocks;
	*count = cutter.used;
}
