#ifndef RQ_RESUME_HEADER_H
#define RQ_RESUME_HEADER_H

/*
 * The header of an entry, in any order in which people write it: "Senior
 * Engineer — Acme GmbH, Berlin  Mar 2019 – present", "Acme Ltd | Engineer |
 * 2017-2019", or one piece a line. It is cut into pieces, each piece is judged
 * by its words, and the pieces find their members.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "resume/date.h"
#include "resume/label.h"
#include "resume/sheet.h"
#include "resume/word.h"

/* The kinds of words that an employer or a school is told by. */
enum { RQ_HEADER_ORGANISATION = RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL };

/*
 * What a piece is by its place, where the headers of a section are alike (resume/pattern.h,
 * resume/couplet.h).
 */
enum rq_role {
	RQ_ROLE_UNKNOWN,
	RQ_ROLE_TITLE,
	RQ_ROLE_EMPLOYER,
	RQ_ROLE_SCHOOL,
	RQ_ROLE_DEGREE,
	RQ_ROLE_AREA,
};

struct rq_header_piece {
	struct rq_slice slice;
	uint32_t kinds; /* of enum rq_word_kind, of all its words */
	enum rq_role role;
	bool place;
	bool labelled;      /* a label says what it is */
	bool aside;         /* stands in brackets behind the piece before it */
	bool typeset;       /* nothing but its type parts it from the piece before it */
	bool remark;        /* neither who nor where: in brackets (resume/remark.h), or a sector */
	const char *member; /* of the entry that it became; NULL: of none yet */
};

enum { RQ_HEADER_GLUE = 8 };

struct rq_header {
	struct rq_header_piece *piece;
	size_t count;
	size_t capacity;
	bool dated;
	bool single; /* its words stand in one line */
	struct rq_date_range range;
	struct rq_slice date;
	struct rq_slice glue[RQ_HEADER_GLUE]; /* "at", "Position:": no part of any piece */
	size_t glued;
};

enum rq_header_order { RQ_ORDER_UNKNOWN, RQ_ORDER_TITLE_FIRST, RQ_ORDER_EMPLOYER_FIRST };

/* Cuts the lines from first to end into pieces, without their date (cut.c). Free it. */
void rq_header_cut(const struct rq_sheet *sheet, size_t first, size_t end,
		   struct rq_header *header);
void rq_header_free(struct rq_header *header);

/* The same of no more of the last line than what stands in front of that byte. */
void rq_header_cut_until(const struct rq_sheet *sheet, size_t first, size_t end, uint32_t until,
			 struct rq_header *header);

/* The same without cutting: its date alone (dating.c). */
void rq_header_find_date(const struct rq_sheet *sheet, size_t first, size_t end,
			 struct rq_header *header);

/* Cuts a slice at its commas, outside of brackets, into pieces that are added (header_comma.c). */
void rq_header_cut_commas(const struct rq_sheet *sheet, struct rq_header *header,
			  struct rq_slice slice);

/*
 * Adds a slice as one piece, judged by its label or its words (header_piece.c). Its number, label
 * and leading joint are glue; without words, or as a second date, it is none.
 */
void rq_header_add(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice);

/* What a label says of the piece behind it: kinds of enum rq_word_kind. */
uint32_t rq_header_told_by(enum rq_label label);

/* Whether a slice has a word, not signs alone. */
bool rq_header_has_text(const struct rq_sheet *sheet, struct rq_slice slice);

/*
 * Where the line below begins with the end of the date of this one, "From: 2018" and "To: 2020" or
 * "01.08.2014 –" and "31.03.2020": the byte of that line where the date ends; else 0.
 */
uint32_t rq_header_ends_date(const struct rq_sheet *sheet, size_t line);

/* Keeps a slice that is no part of any piece; of more than RQ_HEADER_GLUE, the first. */
void rq_header_glue(struct rq_header *header, struct rq_slice slice);

/*
 * The slice without separators and without brackets that open or close outside
 * of it, or that hold all of it.
 */
struct rq_slice rq_header_trim(const struct rq_sheet *sheet, struct rq_slice slice);

/* What the words of a slice are, taken together: kinds of enum rq_word_kind. */
uint32_t rq_header_kinds(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether the first word of a slice, or any, is one of a list (resume/word.h). */
bool rq_header_begins_with(const struct rq_sheet *sheet, struct rq_slice slice, const char *words);
bool rq_header_has_word(const struct rq_sheet *sheet, struct rq_slice slice, const char *words);

/* Whether all words of a slice begin as in a name: with a capital, but for small ones inside. */
bool rq_header_is_name(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether a slice is a date or a range and nothing else. */
bool rq_header_is_date(const struct rq_sheet *sheet, struct rq_slice slice);

/* Whether a piece's words say that it is a title, or that it is an employer or a school. */
bool rq_header_is_position(const struct rq_header_piece *piece);
bool rq_header_is_organisation(const struct rq_header_piece *piece);

/* Which of title and employer comes first, where words tell. */
enum rq_header_order rq_header_order(const struct rq_header *header);

/*
 * The same where no word tells, by the place, which is rather an employer's: "Fennimore" above
 * "Duluth, MN".
 */
enum rq_header_order rq_header_order_by_place(const struct rq_header *header);

/* The same of a school's header: whether the degree or the school comes first. */
enum rq_header_order rq_header_order_of_school(const struct rq_header *header);

/*
 * Joins pieces of a job that the others tell to be one (merge.c): "Engineer (C, Go)" where the
 * employer is known, "Vice President, Operations" in a line of its own.
 */
void rq_header_merge(const struct rq_sheet *sheet, struct rq_header *header);

/* The piece at i becomes the end of the one before it; a bracket that it closes goes with it. */
void rq_header_join(const struct rq_sheet *sheet, struct rq_header *header, size_t i);

/*
 * Mends pieces that were cut by themselves, by what stands beside them (settle.c): a dash inside of
 * an employer's name, a name that looked like a place. rq_header_cut does it.
 */
void rq_header_settle(const struct rq_sheet *sheet, struct rq_header *header);

/*
 * "Stage – Data analyst, Acme": where another piece is the title, that it was to learn is a remark;
 * "Estágio – Acme": where none is, it is the title (spell.c). Both before and behind what headers
 * have in common (resume/pattern.h) is known.
 */
void rq_header_settle_spell(const struct rq_sheet *sheet, struct rq_header *header);

/*
 * Joins pieces of a degree's header that say together what was studied (subject.c): "Master in
 * Automation, Electronics and Control".
 */
void rq_header_join_subject(const struct rq_sheet *sheet, struct rq_header *header);

/* Whether a piece stands right behind another, with nothing but signs from that list between. */
bool rq_header_stands_behind(const struct rq_sheet *sheet, const struct rq_header_piece *piece,
			     const char *signs);

/*
 * Put the pieces and dates into an entry (employment.c, schooling.c, member.c). order is what
 * is usual in this section, for pieces that say nothing. What finds no member stays unplaced.
 */
void rq_header_put_work(struct rq_sheet *sheet, struct rq_header *header,
			enum rq_header_order order, bool volunteer, json_t *entry,
			const char *path);
/*
 * Whether a header says what somebody did and not for whom; of such entries
 * below one that names an employer, that is the employer.
 */
bool rq_header_is_role(const struct rq_header *header);

/*
 * Whether the times of two headers say that the second is no part of the first, of an employer
 * alone: it began before that, or ended later. The time beside a role is the role's.
 */
bool rq_header_exceeds(const struct rq_header *whole, const struct rq_header *part);

/* Whether a header names an employer in a line of its own, above what somebody did there. */
bool rq_header_heads_roles(const struct rq_header *header);

/* Puts employer and place of a header above into a role's entry. */
void rq_header_put_employer(struct rq_sheet *sheet, const struct rq_header *above, bool volunteer,
			    json_t *entry, const char *path);

/* Whether a header names a school in a line above the one with the date: of more degrees below. */
bool rq_header_heads_degrees(const struct rq_header *header);

/* Whether a header names a degree and a date, and no school. */
bool rq_header_lacks_school(const struct rq_header *header);

/* Puts the school of a header above into a degree's entry. */
void rq_header_put_school(struct rq_sheet *sheet, const struct rq_header *above, json_t *entry,
			  const char *path);

void rq_header_put_education(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			     const char *path);
void rq_header_put_project(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			   const char *path);

/* When somebody got something (the member key), and how that was written where it is yet to come.
 */
void rq_header_put_moment(struct rq_sheet *sheet, const struct rq_header *header, const char *key,
			  json_t *entry, const char *path);

/* Whether what stands at byte i of a line's key begins as a name does: not with a small letter. */
bool rq_header_begins_name(const struct rq_sheet *sheet, uint32_t line, uint32_t i);

/* Whether a slice begins small and has no capital in its first word: it names nobody. */
bool rq_header_begins_small(const struct rq_sheet *sheet, struct rq_slice slice);

/*
 * A certificate, award or publication: a name, who gave it (the member giver), when (the member
 * date), and in summary what else is told of it (granted.c).
 */
void rq_header_put_title(struct rq_sheet *sheet, struct rq_header *header, const char *name,
			 const char *giver, const char *date, json_t *entry, const char *path);

#endif
