/* resume/column, resume/table: schools in tables, whose columns are headed in many words. */

#include "unit.h"

#include "resume_text.h"

/* Each cell is what the head of its column says, whatever its own words say. */
static void a_table_of_schools_is_read_by_its_columns(void **state)
{
	json_t *record = build_text("Jane Doe\n\nEducational Qualification\n"
				    "Examination\tYear of passing\tBoard/University\t% of marks\n"
				    "B.Com\t2018\tSNTU\t59%\n"
				    "Class 12\t2012\tU.P. Board\t66%\n"
				    "High school\t2010\tU.P. Board\t60%\n");

	(void)state;
	assert_length(record, "/education", 3);
	assert_leaf(record, "/education/0/studyType", "B.Com");
	assert_leaf(record, "/education/0/institution", "SNTU");
	assert_leaf(record, "/education/0/endDate", "2018");
	assert_leaf(record, "/education/0/score", "59%");
	assert_leaf(record, "/education/1/studyType", "Class 12");
	assert_leaf(record, "/education/1/institution", "U.P. Board");
	assert_leaf(record, "/education/2/studyType", "High school");
	assert_leaf(record, "/education/2/institution", "U.P. Board");
	json_decref(record);
}

/* The head of such a table may be broken over lines, and is the heading where there is none. */
static void a_broken_head_of_schools_begins_education(void **state)
{
	json_t *record = build_text("Jane Doe\njane@example.org\n\nCareer objective\nTo serve.\n\n"
				    "Educational\tYear of\tBoard/university\tPercentag\n"
				    "Qualifications\tPassing\te (%)\n"
				    "B.Sc.\t2012\tNorthern Hills\t48.22\n"
				    "High school\t2006\tHill Board\t45.00\n\n"
				    "Languages\nHindi\n");

	(void)state;
	assert_length(record, "/education", 2);
	assert_leaf(record, "/education/0/studyType", "B.Sc.");
	assert_leaf(record, "/education/0/institution", "Northern Hills");
	assert_leaf(record, "/education/1/studyType", "High school");
	assert_leaf(record, "/education/1/institution", "Hill Board");
	assert_leaf(record, "/languages/0/language", "Hindi");
	json_decref(record);
}

/* Letters alone head nothing, and jobs in columns are no schools. */
static void columns_of_letters_or_jobs_head_no_schools(void **state)
{
	json_t *record = build_text("Jane Doe\n\nExperience\n"
				    "Position\tCompany\tYear\n"
				    "Engineer\tAcme Ltd\t2018\n\n"
				    "Education\nA\tB\tC\nI\tII\tII\n");

	(void)state;
	assert_leaf(record, "/work/0/name", "Acme Ltd");
	assert_leaf(record, "/work/0/position", "Engineer");
	assert_length(record, "/work", 1);
	assert_leaf(record, "/education/0/institution", "B");
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_of_schools_is_read_by_its_columns),
		cmocka_unit_test(a_broken_head_of_schools_begins_education),
		cmocka_unit_test(columns_of_letters_or_jobs_head_no_schools),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
