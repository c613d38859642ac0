#ifndef RQ_DOCUMENT_TURN_H
#define RQ_DOCUMENT_TURN_H

/*
 * Where inside of a line its type turns bold or italic, or back: "Engineer Acme" whose first word
 * is bold is a title and an employer, though nothing stands between them. A place in a line is
 * told by the words in front of it, since a line's bytes change until it is one of a document
 * (white space is folded, marks are joined to letters) and its words do not.
 */

#include <stdbool.h>
#include <stddef.h>

enum { RQ_TURNS = 4 };                              /* later ones are not kept */
enum { RQ_FACE_BOLD = 1, RQ_FACE_ITALIC = 1 << 1 }; /* of a type: plain is neither */

static inline unsigned rq_face(bool bold, bool italic)
{
	return (bold ? RQ_FACE_BOLD : 0) | (italic ? RQ_FACE_ITALIC : 0);
}

struct rq_turns {
	unsigned char words[RQ_TURNS]; /* in front of each, rising; 0: no more */
};

/* The turns of a line while its text comes in. Begins as zeros. */
struct rq_turning {
	struct rq_turns turns;
	unsigned face; /* of the last text with a letter or digit */
	bool begun;    /* there was such */
	size_t read;   /* bytes of the line whose words are counted: each is looked at once */
	size_t words;
	bool inside; /* of one of them */
};

/* Words of a text: what white space parts, and has a letter or digit. */
size_t rq_turn_words(const char *text, size_t length);

/* Text that comes behind what the line has: a turn, when a word of another face begins there. */
void rq_turn_follow(struct rq_turning *turning, const char *line, size_t line_length, unsigned face,
		    const char *text, size_t length);

/* The turns without so many words at the line's start. */
struct rq_turns rq_turns_behind(const struct rq_turns *turns, size_t words);

/* Adds the turns of a text that is put behind so many words of another one. */
void rq_turns_append(struct rq_turns *turns, const struct rq_turns *more, size_t words);

#endif
