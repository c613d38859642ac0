#ifndef RQ_DOCUMENT_RTF_WORD_H
#define RQ_DOCUMENT_RTF_WORD_H

/* What each of RTF's control words does. */

#include "document/rtf_state.h"
#include "document/rtf_token.h"

/* Does it; star: "\*" stands in front, which says to skip what is not known. */
int rq_rtf_run_word(struct rq_rtf *rtf, const struct rq_rtf_token *token, bool star,
		    struct rq_error *err);

/* A character of the text that has a word or symbol; the end of a paragraph. */
rq_rtf_handler rq_rtf_put;
rq_rtf_handler rq_rtf_end_paragraph;

#endif
