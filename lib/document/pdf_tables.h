#ifndef RQ_DOCUMENT_PDF_TABLES_H
#define RQ_DOCUMENT_PDF_TABLES_H

/*
 * What poppler builds before it can read, and throws away with the last
 * document that is open: half of what a short one costs. Whoever reads many
 * keeps it; color profiles are ignored from then on (document/icc). Free it.
 */
struct rq_pdf_tables *rq_pdf_tables_new(void);
void rq_pdf_tables_free(struct rq_pdf_tables *tables);

#endif
