#include "resume/opening.h"

#include <string.h>

void rq_openings_init(struct rq_openings *openings)
{
	memset(openings->shut, 0xff, sizeof openings->shut);
}

void rq_opening_add(struct rq_openings *openings, enum rq_opening opening, const char *text)
{
	unsigned char *shut =
	    &openings->shut[rq_opening_letter(text[0])][rq_opening_letter(text[1])];

	*shut = (unsigned char)(*shut & ~(unsigned)opening);
}
