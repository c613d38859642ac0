#ifndef RQ_DOCUMENT_WORD_NAME_H
#define RQ_DOCUMENT_WORD_NAME_H

/*
 * The names of WordprocessingML (ISO/IEC 29500-1, 17; in one file, as Word 2003
 * wrote it, with a few of its own) that tell something here, as numbers. A document has few names
 * and uses each thousands of times, always from the same place in memory: what was looked up once
 * is known by its pointer.
 */

#include <stdbool.h>
#include <stddef.h>

/* X(name in the file, constant) */
#define RQ_WORD_NAMES(X)                                                                           \
	X("altChunk", ALT_CHUNK)                                                                   \
	X("b", B)                                                                                  \
	X("background", BACKGROUND)                                                                \
	X("basedOn", BASED_ON)                                                                     \
	X("br", BR)                                                                                \
	X("color", COLOR)                                                                          \
	X("cr", CR)                                                                                \
	X("del", DEL)                                                                              \
	X("delInstrText", DEL_INSTR_TEXT)                                                          \
	X("delText", DEL_TEXT)                                                                     \
	X("docDefaults", DOC_DEFAULTS)                                                             \
	X("endnote", ENDNOTE)                                                                      \
	X("fldChar", FLD_CHAR)                                                                     \
	X("fldSimple", FLD_SIMPLE)                                                                 \
	X("footnote", FOOTNOTE)                                                                    \
	X("framePr", FRAME_PR)                                                                     \
	X("ftr", FTR)                                                                              \
	X("hdr", HDR)                                                                              \
	X("hidden", HIDDEN)                                                                        \
	X("highlight", HIGHLIGHT)                                                                  \
	X("hlink", HLINK)                                                                          \
	X("hyperlink", HYPERLINK)                                                                  \
	X("i", I)                                                                                  \
	X("ind", IND)                                                                              \
	X("instrText", INSTR_TEXT)                                                                 \
	X("lastRenderedPageBreak", RENDERED_BREAK)                                                 \
	X("listPr", LIST_PR)                                                                       \
	X("moveFrom", MOVE_FROM)                                                                   \
	X("name", NAME)                                                                            \
	X("noBreakHyphen", NO_BREAK_HYPHEN)                                                        \
	X("numId", NUM_ID)                                                                         \
	X("outlineLvl", OUTLINE_LVL)                                                               \
	X("p", P)                                                                                  \
	X("pPr", P_PR)                                                                             \
	X("pPrChange", P_PR_CHANGE)                                                                \
	X("pStyle", P_STYLE)                                                                       \
	X("pageBreakBefore", PAGE_BREAK_BEFORE)                                                    \
	X("position", POSITION)                                                                    \
	X("ptab", PTAB)                                                                            \
	X("r", R)                                                                                  \
	X("rPr", R_PR)                                                                             \
	X("rPrChange", R_PR_CHANGE)                                                                \
	X("rStyle", R_STYLE)                                                                       \
	X("rt", RT)                                                                                \
	X("sectPrChange", SECT_PR_CHANGE)                                                          \
	X("shd", SHD)                                                                              \
	X("spacing", SPACING)                                                                      \
	X("style", STYLE)                                                                          \
	X("sym", SYM)                                                                              \
	X("sz", SZ)                                                                                \
	X("t", T)                                                                                  \
	X("tab", TAB)                                                                              \
	X("tbl", TBL)                                                                              \
	X("tblGridChange", TBL_GRID_CHANGE)                                                        \
	X("tblPr", TBL_PR)                                                                         \
	X("tblPrChange", TBL_PR_CHANGE)                                                            \
	X("tblPrEx", TBL_PR_EX)                                                                    \
	X("tblPrExChange", TBL_PR_EX_CHANGE)                                                       \
	X("tblStyle", TBL_STYLE)                                                                   \
	X("tblStylePr", TBL_STYLE_PR)                                                              \
	X("tc", TC)                                                                                \
	X("tcPr", TC_PR)                                                                           \
	X("tcPrChange", TC_PR_CHANGE)                                                              \
	X("tr", TR)                                                                                \
	X("trHeight", TR_HEIGHT)                                                                   \
	X("trPr", TR_PR)                                                                           \
	X("trPrChange", TR_PR_CHANGE)                                                              \
	X("txbxContent", TXBX_CONTENT)                                                             \
	X("vanish", VANISH)                                                                        \
	X("w", W)

enum rq_word_name {
	RQ_W_OTHER, /* of WordprocessingML, but nothing to us */
#define RQ_WORD_NAME_ENUM(name, constant) RQ_W_##constant,
	RQ_WORD_NAMES(RQ_WORD_NAME_ENUM)
#undef RQ_WORD_NAME_ENUM
	    RQ_W_FOREIGN, /* of another namespace */
};

enum { RQ_WORD_KNOWN = 256 };

/* What was looked up in one document: begins as { 0 }. */
struct rq_word_names {
	struct {
		const char *name, *space;
		enum rq_word_name is;
	} known[RQ_WORD_KNOWN];
};

/* Both strings must stay where they are while names is used. */
enum rq_word_name rq_word_name(struct rq_word_names *names, const char *name, const char *space);

#endif
