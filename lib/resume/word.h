#ifndef RQ_RESUME_WORD_H
#define RQ_RESUME_WORD_H

/*
 * What single words say: months and the other words of dates, words of
 * headings, words that tell a title from an employer from a place. The words
 * stand in words.h, one a line. They are keys (resume/sheet.h): lower case,
 * without marks.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rq_section {
	RQ_SECTION_NONE,
	RQ_SECTION_CONTACT,
	RQ_SECTION_SUMMARY,
	RQ_SECTION_WORK,
	RQ_SECTION_VOLUNTEER,
	RQ_SECTION_EDUCATION,
	RQ_SECTION_AWARDS,
	RQ_SECTION_CERTIFICATES,
	RQ_SECTION_PUBLICATIONS,
	RQ_SECTION_SKILLS,
	RQ_SECTION_LANGUAGES,
	RQ_SECTION_INTERESTS,
	RQ_SECTION_REFERENCES,
	RQ_SECTION_PROJECTS,
	RQ_SECTION_OTHER, /* a heading that no rule knows */
};

enum rq_word_kind {
	RQ_WORD_MONTH = 1 << 0,
	RQ_WORD_SEASON = 1 << 1,
	RQ_WORD_ABOUT = 1 << 2, /* early, circa, expected: in front of a date */
	RQ_WORD_SINCE = 1 << 3, /* since 2019: until today */
	RQ_WORD_FROM = 1 << 4,  /* from 2018 to 2019 */
	RQ_WORD_UNTIL = 1 << 5,
	RQ_WORD_TO = 1 << 6, /* between two dates */
	RQ_WORD_PRESENT = 1 << 7,
	RQ_WORD_FILL = 1 << 8,      /* means nothing inside of a date: of, de, the */
	RQ_WORD_FILLER = 1 << 9,    /* means nothing inside of a heading */
	RQ_WORD_DOCUMENT = 1 << 10, /* names the document, not the person: CV */
	RQ_WORD_PARTICLE = 1 << 11, /* of names: van, de */
	RQ_WORD_LABEL = 1 << 12,    /* in front of a means of contact: Tel. */
	RQ_WORD_TITLE = 1 << 13,    /* engineer, nurse */
	RQ_WORD_GRADE = 1 << 14,    /* senior */
	RQ_WORD_LEGAL = 1 << 15,    /* GmbH, Inc. */
	RQ_WORD_ORG = 1 << 16,      /* group, hospital */
	RQ_WORD_SCHOOL = 1 << 17,
	RQ_WORD_DEGREE = 1 << 18,
	RQ_WORD_PLACE = 1 << 19, /* countries, regions, "remote" */
	RQ_WORD_CITY = 1 << 20,
	RQ_WORD_STATE = 1 << 21, /* two letters: CA; means it only in capitals */
	RQ_WORD_FLUENCY = 1 << 22,
	RQ_WORD_LEVEL = 1 << 23,
	RQ_WORD_TONGUE = 1 << 24, /* the name of a language */
	RQ_WORD_SCORE = 1 << 25,
	RQ_WORD_COURSE = 1 << 26,
	RQ_WORD_GLUE = 1 << 27,      /* between title and employer: at, bei, chez */
	RQ_WORD_HONORIFIC = 1 << 28, /* in front of a name, part of it: Dr, Herr */
	RQ_WORD_NAMED = 1 << 29,     /* a label in front of a name: Name, Nom */
	RQ_WORD_PARTNER = 1 << 30,   /* behind a name and "&", of a firm: Partner, Söhne, Fils */
};

struct rq_word {
	uint32_t kinds;  /* of enum rq_word_kind; 0 for an unknown word */
	uint8_t month;   /* 1 to 12 */
	uint8_t section; /* of enum rq_section: what it says in a heading */
	uint8_t rank;    /* the higher says more: "volunteer" before "experience"; 0: alone only */
};

struct rq_word rq_word_find(const char *word, size_t length);

/* The same, and for an unknown word what its ending says: "softwareentwickler". */
struct rq_word rq_word_find_compound(const char *word, size_t length);

/*
 * For an unknown word of eight letters or more what the word of a heading says that it may be
 * meant to be: with two letters exchanged, one wrong, missing or doubled, "expereince".
 */
struct rq_word rq_word_find_misspelt(const char *word, size_t length);

/* Whether a word is one of a list, which has a space before and behind each. */
bool rq_word_is_one_of(const char *word, size_t length, const char *list);

#endif
