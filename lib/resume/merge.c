#include "resume/header.h"

#include <string.h>

#include "resume/joint.h"
#include "resume/location.h"
#include "resume/reach.h"
#include "resume/remark.h"
#include "resume/word.h"

/* Pieces of a job's header that were cut, and belong together by what the others say. */

enum { MOST_PIECES = 64 }; /* each is asked about all others: who has more of them tells no job */

bool rq_header_stands_behind(const struct rq_sheet *sheet, const struct rq_header_piece *piece,
			     const char *signs)
{
	const char *key = sheet->lines[piece->slice.line].key;

	if (piece[-1].slice.line != piece->slice.line || piece[-1].slice.end > piece->slice.start)
		return false;
	for (uint32_t i = piece[-1].slice.end; i < piece->slice.start; i++)
		if (!strchr(signs, key[i]))
			return false;
	return true;
}

void rq_header_join(const struct rq_sheet *sheet, struct rq_header *header, size_t i)
{
	struct rq_header_piece *piece = &header->piece[i];
	const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];

	piece[-1].slice.end = piece->slice.end;
	if (piece->aside && piece->slice.end < line->length && line->key[piece->slice.end] == ')')
		piece[-1].slice.end++;
	header->count--;
	memmove(piece, piece + 1, (header->count - i) * sizeof *piece);
}

/* What a header has beside one of its pieces: those that may be a title or an employer. */
struct others {
	size_t open, titles, employers, places;
	bool employer_elsewhere; /* in another line than the piece */
	bool firm_elsewhere;     /* likewise, by its legal form */
	bool title_elsewhere;
};

static struct others count_others(const struct rq_header *header, size_t at)
{
	struct others others = { 0 };

	for (size_t i = 0; i < header->count; i++) {
		const struct rq_header_piece *piece = &header->piece[i];

		others.places += i != at && piece->place;
		if (i == at || piece->place || piece->aside)
			continue;
		others.open++;
		others.titles += rq_header_is_position(piece);
		others.employers += rq_header_is_organisation(piece);
		/* beside the date stands what kind of employer it is: "· Berlin · Technology" */
		if (piece->slice.line == header->piece[at].slice.line)
			continue;
		if (!header->dated || piece->slice.line != header->date.line ||
		    (piece->kinds & RQ_WORD_LEGAL))
			others.employer_elsewhere |= rq_header_is_organisation(piece);
		others.firm_elsewhere |= (piece->kinds & RQ_WORD_LEGAL) != 0;
		others.title_elsewhere |= rq_header_is_position(piece);
	}
	return others;
}

/* "Engineer (C": a bracket was opened, and what follows its comma stands in it too. */
static bool is_opened(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	const char *key = rq_sheet_key(sheet, piece->slice);
	size_t length = piece->slice.end - piece->slice.start;
	const char *open = memrchr(key, '(', length);

	return piece->aside || (open && !memchr(open, ')', length - (size_t)(open - key)));
}

/*
 * "Engineer (C, Go)", "Danggeun Pay (KarrotPay)": unless what the header lacks is in the brackets.
 */
static bool is_aside(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i], *before = piece - 1;
	struct others others = count_others(header, i);

	if (!piece->aside || rq_remark_tells_duration(sheet, piece->slice) || piece->place ||
	    before->place ||
	    !rq_header_stands_behind(sheet, piece, is_opened(sheet, before) ? " ," : " (") ||
	    others.open < 2)
		return false;
	if (rq_header_is_organisation(piece))
		return others.employers > 0 || !rq_header_is_position(before);
	if (rq_header_is_position(piece))
		return others.titles > 0;
	return rq_header_is_position(before) || others.places > 0 ||
	       !rq_location_may_be_town(sheet, piece->slice);
}

/* "Owner – Website | Acme AG": what follows in the line is behind a bar, and an employer. */
static bool is_barred(const struct rq_sheet *sheet, const struct rq_header *header, size_t subject)
{
	const struct rq_header_piece *next = &header->piece[subject + 1];
	const char *key = sheet->lines[header->piece[subject].slice.line].key;

	return subject + 1 < header->count && rq_header_stands_behind(sheet, next, " |") &&
	       memchr(key + next[-1].slice.end, '|', next->slice.start - next[-1].slice.end) &&
	       rq_header_is_organisation(next);
}

/* "2018 – 2021, Saint-Brieuc": behind the date and a comma, what may be a town is no employer. */
static bool is_town_of_date(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i];
	const char *key = sheet->lines[piece->slice.line].key;

	if (!header->dated || piece->slice.line != header->date.line ||
	    piece->slice.start <= header->date.end || key[header->date.end] != ',')
		return false;
	return header->date.end + 1 + strspn(key + header->date.end + 1, " ") >=
		   piece->slice.start &&
	       !rq_header_is_organisation(piece) && rq_location_may_be_town(sheet, piece->slice);
}

/*
 * Whether a line below one of the pieces, which is beside the date, names an employer with its
 * place: "Nurse, Care Unit" above "Sample Hospital, Ulm".
 */
static bool has_placed_employer(const struct rq_sheet *sheet, const struct rq_header *header,
				const struct rq_header_piece *beside)
{
	if (!header->dated || beside->slice.line != header->date.line)
		return false;
	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].slice.line > beside->slice.line &&
		    rq_header_is_organisation(&header->piece[i]) &&
		    rq_joint_ends_with_place(sheet, header->piece[i].slice.line))
			return true;
	return false;
}

/* "Vice President, Operations", "Founder, Director" in a line of its own. */
static bool is_subject(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *subject = &header->piece[i], *title = subject - 1;
	bool employer = false;

	for (size_t k = 0; k < header->count; k++)
		employer |= header->piece[k].slice.line != title->slice.line &&
			    !header->piece[k].place && !header->piece[k].remark &&
			    !rq_header_is_position(&header->piece[k]) &&
			    !is_town_of_date(sheet, header, k);
	if (!rq_header_is_position(title) || subject->place ||
	    (subject->kinds & (RQ_WORD_LEGAL | RQ_WORD_SCHOOL)) ||
	    ((subject->kinds & RQ_WORD_ORG) && !has_placed_employer(sheet, header, subject)))
		return false;
	if (rq_header_stands_behind(sheet, subject, " -") && is_barred(sheet, header, i))
		return true;
	if (!employer)
		return false;
	return rq_header_stands_behind(sheet, subject,
				       count_others(header, i).employer_elsewhere ? " ,-" : " ,");
}

/*
 * "Team lead, Support services", "Laboratory systems, service" in a line of its own, where another
 * names the employer by its legal form: all of it is the title.
 */
static bool is_beside_firm(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i], *before = piece - 1;
	struct others others = count_others(header, i);

	return others.firm_elsewhere && !others.title_elsewhere && !piece->place &&
	       !before->place &&
	       !((piece->kinds | before->kinds) & (RQ_WORD_LEGAL | RQ_WORD_SCHOOL)) &&
	       rq_header_stands_behind(sheet, piece, " ,");
}

static bool has_comma(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return memchr(rq_sheet_key(sheet, slice), ',', slice.end - slice.start);
}

static bool stands_below_date(const struct rq_header *header, const struct rq_header_piece *piece)
{
	return header->dated && piece->slice.line > header->date.line;
}

/* "Ulm, Germany": a town that no list knows, where title and employer are others. */
static bool is_country_of_town(const struct rq_sheet *sheet, const struct rq_header *header,
			       size_t i)
{
	const struct rq_header_piece *country = &header->piece[i], *town = country - 1;

	return country->place && !(country->kinds & RQ_WORD_CITY) &&
	       !rq_location_is_home(sheet, country->slice) && !town->place &&
	       (!has_comma(sheet, country->slice) || stands_below_date(header, country)) &&
	       rq_header_stands_behind(sheet, country, " ,") &&
	       rq_location_may_be_town(sheet, town->slice) && !rq_header_is_position(town) &&
	       !(town->kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_DEGREE | RQ_WORD_GRADE)) &&
	       count_others(header, i - 1).open >= 2;
}

/*
 * "Microscopic Circus, University of the Town" in a line of its own, the title in another one.
 * What no list knows may be a town, unless another piece is the place.
 */
static bool is_part_of_employer(const struct rq_sheet *sheet, const struct rq_header *header,
				size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i], *before = piece - 1;
	bool organisation = count_others(header, i).places > 0, title = false;

	if (piece->place || before->place || !rq_header_stands_behind(sheet, piece, " ,-") ||
	    (i + 1 < header->count && is_country_of_town(sheet, header, i + 1)))
		return false;
	for (size_t k = 0; k < header->count; k++) {
		bool position = rq_header_is_position(&header->piece[k]);
		bool known = header->piece[k].place || rq_header_is_organisation(&header->piece[k]);

		if (header->piece[k].slice.line != piece->slice.line)
			title |= !known;
		else if (position)
			return false;
		else if (k >= i)
			organisation |= rq_header_is_organisation(&header->piece[k]);
	}
	return title && organisation;
}

/* "Fathomly - Orbis Group - Engineer": an employer and its group, in front of who somebody was. */
static bool is_group_of_employer(const struct rq_sheet *sheet, const struct rq_header *header,
				 size_t i)
{
	const struct rq_header_piece *group = &header->piece[i], *firm = group - 1,
				     *title = group + 1;

	return i == 1 && i + 1 < header->count && rq_header_is_position(title) &&
	       rq_header_is_organisation(group) && !rq_header_is_position(group) &&
	       !rq_header_is_position(firm) && !firm->place && !group->place &&
	       rq_header_stands_behind(sheet, group, " -") &&
	       rq_header_stands_behind(sheet, title, " -");
}

/* "Data Scientist | Data Engineer, Acme Institute": two titles of one job, and its employer. */
static bool is_second_title(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i];

	return rq_header_is_position(piece) && rq_header_is_position(piece - 1) &&
	       !((piece->kinds | piece[-1].kinds) & RQ_HEADER_ORGANISATION) &&
	       rq_header_stands_behind(sheet, piece, " |") && count_others(header, i).open >= 2;
}

/* "HR Adviser, later HR Manager": what somebody became there. */
static bool is_later_title(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	static const char words[] = " daarna danach depois despues later luego poi potem puis "
				    "spater subsequently then ";
	const struct rq_header_piece *piece = &header->piece[i];

	return rq_header_is_position(piece - 1) && !piece->place &&
	       rq_header_begins_small(sheet, piece->slice) &&
	       rq_header_begins_with(sheet, piece->slice, words) &&
	       rq_header_stands_behind(sheet, piece, " ,;");
}

void rq_header_merge(const struct rq_sheet *sheet, struct rq_header *header)
{
	if (header->count > MOST_PIECES)
		return;
	rq_header_settle_spell(sheet, header);
	for (size_t i = 1; i < header->count;) {
		bool link = rq_reach_is_link(sheet, header->piece[i].slice) ||
			    header->piece[i].typeset || header->piece[i].member ||
			    header->piece[i - 1].member;
		bool employer = !link && (is_part_of_employer(sheet, header, i) ||
					  is_group_of_employer(sheet, header, i));
		bool town = !link && is_country_of_town(sheet, header, i);

		if (link ||
		    (!employer && !town && !is_aside(sheet, header, i) &&
		     !is_subject(sheet, header, i) && !is_beside_firm(sheet, header, i) &&
		     !is_second_title(sheet, header, i) && !is_later_title(sheet, header, i))) {
			i++;
			continue;
		}
		if (employer)
			header->piece[i - 1].kinds |= header->piece[i].kinds;
		header->piece[i - 1].place |= town;
		rq_header_join(sheet, header, i);
	}
	for (size_t i = 0; i < header->count; i++) {
		struct others others = count_others(header, i);

		if (others.open > others.titles && is_town_of_date(sheet, header, i))
			header->piece[i].place = true;
	}
}
