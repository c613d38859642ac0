#ifndef RQ_MATCH_HEADING_H
#define RQ_MATCH_HEADING_H

/*
 * What a posting is for and who wrote it, from its first lines: labels
 * ("Position: ...", "Firma: ..."), the first heading, "X is hiring a Y",
 * "Y at X", "About X".
 */

/*
 * Both strings are the caller's, free(); NULL when the text does not say. text
 * is valid UTF-8 with \n between its lines.
 */
void rq_heading_read(const char *text, char **title, char **company);

#endif
