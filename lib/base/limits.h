#ifndef RQ_BASE_LIMITS_H
#define RQ_BASE_LIMITS_H

/*
 * Every limit on what strangers hand us, each with its reason. Nothing else in
 * the tree holds such a number. rq(7) lists those that users may meet.
 */

#include <stdint.h>

#define RQ_KIB(n) ((size_t)(n) << 10)
#define RQ_MIB(n) ((size_t)(n) << 20)

/* Records (NDJSON) */
#define RQ_MAX_RECORD_BYTES RQ_MIB(4) /* a line: a result holds a résumé twice and its edits */
#define RQ_MAX_STORED_BYTES RQ_MIB(9) /* a line of an export: a task with result and review */
#define RQ_MAX_JSON_DEPTH 32          /* our deepest record has 9 levels; dump and copy recurse */

/* Documents and containers (rq-ingest) */
#define RQ_MAX_FILE_BYTES RQ_MIB(64)   /* one document: scans are large, résumés are not */
#define RQ_MAX_TEXT_BYTES RQ_MIB(1)    /* text of one document: about 400 pages */
#define RQ_MAX_HIDDEN_BYTES RQ_KIB(64) /* of a document's hidden text, kept to be judged */
#define RQ_MAX_PAGES 200               /* pages of one PDF: longer is a book */
#define RQ_MAX_PAGE_POINTS 14400 /* below its top, where lines that run leftward may be sought */
#define RQ_MAX_CONTENT_BYTES RQ_MIB(32)    /* unpacked, of all pages and the forms on them */
#define RQ_MAX_CONTENT_RATIO 25            /* unpacked : packed, past that; drawings have ten */
#define RQ_MAX_CONTENT_STREAMS 256         /* of a page */
#define RQ_MAX_PAGE_DEPTH 64               /* nodes above a page, whose attributes are its own */
#define RQ_MAX_FORM_DEPTH 8                /* forms inside forms of a page */
#define RQ_MAX_ANNOTATIONS 1000            /* of a page, that are looked at */
#define RQ_MAX_NAMES 20000                 /* that a page looks up: pictures, states, colors */
#define RQ_MAX_PAINTED 10000               /* boxes, and pieces of text, of a page */
#define RQ_MAX_SAMPLES 1000000             /* pixels of an image that is looked at by itself */
#define RQ_MAX_LINES 20000                 /* lines of one document */
#define RQ_MAX_XML_BYTES RQ_MIB(32)        /* one part of a DOCX or ODT, unpacked */
#define RQ_MAX_XML_DEPTH 256               /* nested elements that a reader follows */
#define RQ_MAX_STYLE_BYTES RQ_MIB(4)       /* style sheets of a page: saved ones hold fonts */
#define RQ_MAX_STYLE_RULES 20000           /* selectors of a page; frameworks have 5000 */
#define RQ_MAX_STYLE_DEPTH 16              /* rules inside each other */
#define RQ_MAX_STYLE_VARIABLES 1000        /* of a page; frameworks have 300 */
#define RQ_MAX_RTF_GROUPS 1024             /* groups inside each other; Word's own nest to 50 */
#define RQ_MAX_ARCHIVE_ENTRIES 100000      /* members of one container, nested ones included */
#define RQ_MAX_ARCHIVE_BYTES RQ_MIB(16384) /* all that one container unpacks to */
#define RQ_MAX_ARCHIVE_RATIO 200           /* unpacked : packed; deflate's own limit is 1032 */
#define RQ_MAX_ARCHIVE_DEPTH 4             /* archives inside archives */
#define RQ_MAX_CHUNK_DEPTH 2               /* documents inside documents: one is what people do */
#define RQ_MAX_ARCHIVE_UNOPENED 16 /* containers too deep told one by one; the rest is a count */
#define RQ_MIN_TEXT_LETTERS 10     /* letters and digits: a name and a phone number have more */
#define RQ_MAX_JSON_AGAIN 32       /* keys that stand twice in a file; each is read anew */
#define RQ_MAX_MISFITS_TOLD 20  /* values of a JSON Resume told one by one; the rest is a count */
#define RQ_MAX_TWINS 100000     /* résumés of one run among which copies are told */
#define RQ_MIN_MAIL_RESUME 4000 /* text of a mail beside a document; less is a letter */
#define RQ_MAX_NAME_BYTES 4096  /* a path, inside an archive or outside (PATH_MAX) */
#define RQ_MAX_FOLDER_DEPTH 64  /* folders inside folders */

/* Scans (rq-ingest --ocr) */
#define RQ_MAX_SCAN_PIXELS 40000000   /* of a page: A3 at 300 dpi twice over */
#define RQ_MAX_READ_PIXELS 6000000    /* read at once: A4 at 245 dpi; each takes 10 bytes */
#define RQ_MAX_TIFF_BYTES RQ_MIB(72)  /* unpacked, of a page: it cannot be reduced meanwhile */
#define RQ_MAX_DRAWN_BYTES RQ_MIB(60) /* likewise, of a picture on a page that is drawn */
#define RQ_MAX_JPEG_BYTES RQ_MIB(96)  /* kept of a JPEG of several scans until all are there */
#define RQ_MAX_SCAN_PAGES 20          /* of a scan: each takes seconds */

/* Workers: what a hostile document may cost */
#define RQ_MAX_WORKERS 64                /* more processes than this help nobody */
#define RQ_MAX_WORKER_SECONDS 20         /* on a processor, or standing still, for one document */
#define RQ_MAX_SCAN_SECONDS 180          /* the same when scans are read */
#define RQ_MAX_WORKER_MEMORY RQ_MIB(512) /* address space a worker may add for data */
#define RQ_MAX_READER_MEMORY RQ_MIB(96)  /* of it, but for scans: 128 MiB in all */
#define RQ_MAX_DOCUMENT_COPIES 3         /* a reader may have of a document besides */
#define RQ_MAX_FONT_SPACE RQ_MIB(2048)   /* and for fonts: those of China are mapped many times */
#define RQ_MAX_FRAME_BYTES RQ_MIB(8)     /* one message between worker and parent */

/* Structure, matching and edits */
#define RQ_MAX_REQUIREMENTS 60 /* of one job; a posting that asks for more asks for nothing */
#define RQ_MAX_ALTERNATIVES 16 /* of one requirement */
#define RQ_MAX_TITLE_BYTES 300 /* title of a job or name of a company: a line, not a text */
#define RQ_MAX_TERM_BYTES 120  /* one term of a requirement or of the vocabulary */
#define RQ_MAX_VOCABULARY_BYTES RQ_MIB(8)
#define RQ_MAX_EDITS 200                /* proposed for one résumé */
#define RQ_MAX_ANSWER_BYTES RQ_KIB(512) /* of an engine: it comes back in the result's record */
#define RQ_MAX_QUESTION_CHARS 300       /* characters of a question to the candidate */
#define RQ_MAX_EDITED_CHARS 4000        /* characters of an edited text: no bullet is so long */
#define RQ_MAX_SUMMARY_CHARS 600        /* characters of a tailored summary, unless it was longer */

/* Engines that are asked over a network */
#define RQ_MAX_MODELS_BYTES RQ_KIB(256)  /* models.json: a thousand models */
#define RQ_MAX_POSTING_BYTES RQ_KIB(24)  /* of a posting in a prompt: ten pages */
#define RQ_MAX_PROMPT_BYTES RQ_KIB(96)   /* of a prompt: what fits a context window and a purse */
#define RQ_MAX_REQUEST_BYTES RQ_KIB(768) /* a prompt with every character escaped */

/* Reports: what is kept of records however many there are */
#define RQ_MAX_GIST_BYTES 4000  /* kept beside a result: a page; longer ones are read whole */
#define RQ_MAX_REPORT_JOBS 1000 /* told apart; the rest is one row, "other jobs" */
#define RQ_MAX_REPORT_CANDIDATES (1 << 21) /* counted; more are not */
#define RQ_MAX_REPORT_GAPS 256             /* told apart in one job: four versions of the largest */
#define RQ_MAX_REPORT_CODES 256            /* stages x codes, guard rules, warnings told apart */
#define RQ_MAX_REPORT_REVIEWERS 100        /* told apart */
#define RQ_MAX_REPORT_MODELS 32            /* whose cost is told apart */
#define RQ_MAX_REPORT_DAYS 4000            /* whose usage is told apart: ten years */
#define RQ_MAX_REPORT_BEST 10              /* candidates named for each job, best first */
#define RQ_MAX_REPORT_MOVED 100            /* swaps that moved a score, told one by one */
#define RQ_MAX_BIAS_SAMPLE 10000           /* results made again, a dozen times each */
#define RQ_MAX_GROUPS 100                  /* categories of one column of a group file */
#define RQ_MAX_GROUPED 1000000             /* candidates of that file */
#define RQ_MAX_REPORT_ERRORS 20 /* errors told one by one in text and JSON; the page has all */
#define RQ_MAX_SCREEN_BYTES RQ_MIB(64) /* a result for a terminal: escaped, each word marked */
#define RQ_MAX_PAGE_ROWS 10000         /* candidates of a job on one page: browsers sort no more */
#define RQ_MAX_PAGE_DETAILS 2000       /* candidates told in full on a page made from a store */
#define RQ_MAX_RETURNED 10000          /* results that were sent back, kept by a report */
#define RQ_MAX_CELL_BYTES 1024         /* text of a table cell; longer ones are cut */
#define RQ_MAX_SHEETS 100              /* of a workbook: nobody finds one among more */
#define RQ_MAX_REPORT_BYTES RQ_MIB(32) /* a report as JSON: 1000 jobs with ten candidates each */
#define RQ_MAX_CENSUS_BYTES 160        /* of a name that is counted; longer ones are cut */

/* Reviews: what people hand back */
#define RQ_MAX_REASON_BYTES 4000    /* of a reason or a note: a page would be a letter */
#define RQ_MAX_NOTES 4              /* of one task: who sends it back once more should write it */
#define RQ_MAX_REVIEWER_BYTES 120   /* a name, or an address */
#define RQ_MAX_ROW_FIELDS 256       /* of a row of CSV: our own have 37 */
#define RQ_MAX_REVIEW_SECONDS 86400 /* longer than a day nobody reads */

/* Servers: what an answer may hold (rq-optimize) */
#define RQ_MAX_HTTP_BODY_BYTES RQ_MIB(1)    /* a model's answer, or a page that tells of an error */
#define RQ_MAX_KEY_BYTES RQ_KIB(4)          /* a file that holds a server's key */
#define RQ_MAX_HTTP_HEADER_BYTES RQ_KIB(64) /* all headers of one answer */

/* Programs that hand in résumés (rq-gateway) */
#define RQ_MAX_BODY_BYTES RQ_MIB(32) /* of a request: a zip of a few hundred résumés */
#define RQ_MAX_BODY_SECONDS 30       /* until all of it is there, from a server that passes it on */
#define RQ_MAX_READING_SECONDS 120   /* for the documents of a request */
#define RQ_MAX_URL_BYTES RQ_KIB(8)   /* path, or query */
#define RQ_MAX_UPLOADED 1000         /* documents of a request: more are for rq-ingest */
#define RQ_MAX_FORM_PARTS 100        /* of multipart/form-data */
#define RQ_MAX_PART_HEADER_BYTES RQ_KIB(4) /* of a part */
#define RQ_MAX_TOKENS_BYTES RQ_MIB(1)      /* the file of tokens: ten thousand */
#define RQ_MAX_TOKEN_BYTES 1024            /* of a bearer token */
#define RQ_MAX_IDEMPOTENCY_KEY 255         /* bytes of it */
#define RQ_MAX_REPLY_BYTES RQ_MIB(16)      /* of an answer: tasks of a whole zip */
#define RQ_MAX_AT_ONCE 1024                /* requests that one host works on */

/* Exports */
#define RQ_MAX_PRINTED_BYTES RQ_MIB(7) /* one document; with its warnings it fits a frame */

/* The queue */
#define RQ_MAX_ATTEMPTS 100 /* what --max-attempts may ask for */
#define RQ_MAX_HISTORY 8    /* errors remembered with a task; older ones are dropped */
#define RQ_MAX_PRIORITY 9   /* 0 is the most urgent; 5 is the default */

/* Encryption at rest */
#define RQ_MAX_STORE_KEYS 8 /* of a file: the newest, and those that backups of long ago need */

/* A database server */
#define RQ_MAX_ARGUMENT_BYTES RQ_MIB(960) /* of a statement: the server takes 1 GiB */

/* What servers and users say of rates and prices */
#define RQ_MAX_RATE INT64_C(10000000000)       /* of any limit; more is none */
#define RQ_MAX_MICROUSD INT64_C(1000000000000) /* of one call, one budget: a million dollars */
#define RQ_MAX_SCOPE_BYTES 255                 /* server and model, as a scope of limits */
#define RQ_MAX_BATCH_LINES ((size_t)1000)      /* tasks of one batch: what Groq advises */
#define RQ_MAX_BATCH_BYTES RQ_MIB(95) /* of its lines, and of its answers: 100 MB are the bound */
#define RQ_MAX_PROVIDER_ID 128        /* what a provider calls a file or a batch */
#define RQ_MAX_GATE_MS INT64_C(86400000) /* that a server may ask us to stay away: a day */

#endif
