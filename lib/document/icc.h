#ifndef RQ_DOCUMENT_ICC_H
#define RQ_DOCUMENT_ICC_H

/*
 * ICC profiles tell how a color looks on paper and on the screen. Whoever reads
 * text has no use for that, and Little CMS takes longer to make ready for it, on
 * each page anew, than poppler takes to read the page.
 */

/*
 * From now on this process takes gray, RGB and CMYK as if they had no profile,
 * as document/surface does (ISO 32000-1, 10.3). Nothing where rq is built without Little CMS.
 */
void rq_icc_ignore(void);

#endif
