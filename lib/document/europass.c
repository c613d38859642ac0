#include "document/europass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/html.h"
#include "document/xml.h"

enum { PATH = 1024 }; /* bytes of the open elements' names; what is deeper is not looked at */

enum how {
	SET,     /* the first one counts */
	JOIN,    /* behind what is there, with a space */
	LEVEL,   /* behind what is there, with a comma, unless it is the same */
	DATE,    /* the day of a time */
	CONTACT, /* an address of mail or of the web */
	ITEM,    /* into an array */
	PAGE,    /* HTML: text, and items as highlights */
	ITEMS,   /* HTML: each line into an array */
	KIND,    /* says whether a competence is a language */
};

/* An element that begins an entry of a section, perhaps with a member known by that alone. */
static const struct {
	const char *path, *section, *member, *value;
} entries[] = {
	{ "/WorkExperience", "work", NULL, NULL },
	{ "/EmployerHistory", "work", NULL, NULL },
	{ "/Education", "education", NULL, NULL },
	{ "/EducationOrganizationAttendance", "education", NULL, NULL },
	{ "/MotherTongue", "languages", "fluency", "native" },
	{ "/PrimaryLanguageCode", "languages", "fluency", "native" },
	{ "/ForeignLanguage", "languages", NULL, NULL },
	{ "/PersonCompetency", "languages", NULL, NULL },
	{ "/Skills/Communication", "skills", "name", "Communication" },
	{ "/Skills/Organisational", "skills", "name", "Organisation" },
	{ "/Skills/JobRelated", "skills", "name", "Job-related" },
	{ "/Skills/Computer", "skills", "name", "Computer" },
	{ "/Skills/Driving", "skills", "name", "Driving" },
	{ "/Skills/Other", "skills", "name", "Other" },
	{ "/DigitalSkillsGroup", "skills", NULL, NULL },
	{ "/Achievement", "awards", NULL, NULL },
};

/* Where the text of an element goes: to basics, its location, or the entry that is open. */
static const struct rule {
	const char *path, *section, *member;
	enum how how;
} rules[] = {
	{ "/PersonName/FirstName", "basics", "name", JOIN },
	{ "/PersonName/Surname", "basics", "name", JOIN },
	{ "/CandidatePerson/PersonName/GivenName", "basics", "name", JOIN },
	{ "/CandidatePerson/PersonName/FamilyName", "basics", "name", JOIN },
	{ "/ContactInfo/Email/Contact", "basics", "email", SET },
	{ "/TelephoneList/Telephone/Contact", "basics", "phone", SET },
	{ "/WebsiteList/Website/Contact", "basics", "url", SET },
	{ "/CandidatePerson/Communication/URI", "basics", "url", CONTACT },
	{ "/CandidatePerson/Communication/DialNumber", "basics", "phone", SET },
	{ "/Identification/ContactInfo/Address/Contact/AddressLine", "location", "address", SET },
	{ "/Identification/ContactInfo/Address/Contact/PostalCode", "location", "postalCode", SET },
	{ "/Identification/ContactInfo/Address/Contact/Municipality", "location", "city", SET },
	{ "/Identification/ContactInfo/Address/Contact/Country/Code", "location", "countryCode",
	  SET },
	{ "/CandidatePerson/Communication/Address/AddressLine", "location", "address", SET },
	{ "/CandidatePerson/Communication/Address/PostalCode", "location", "postalCode", SET },
	{ "/CandidatePerson/Communication/Address/CityName", "location", "city", SET },
	{ "/CandidatePerson/Communication/Address/CountryCode", "location", "countryCode", SET },
	{ "/Headline/Description/Label", "basics", "label", SET },
	{ "/ExecutiveSummary", "basics", "summary", PAGE },
	{ "/WorkExperience/Position/Label", "work", "position", SET },
	{ "/WorkExperience/Employer/Name", "work", "name", SET },
	{ "/Employer/ContactInfo/Address/Contact/Municipality", "work", "location", SET },
	{ "/WorkExperience/Activities", "work", "summary", PAGE },
	{ "/EmployerHistory/OrganizationName", "work", "name", SET },
	{ "/PositionHistory/PositionTitle", "work", "position", SET },
	{ "/PositionHistory/City", "work", "location", SET },
	{ "/PositionHistory/Description", "work", "summary", PAGE },
	{ "/EmploymentPeriod/StartDate/FormattedDateTime", "work", "startDate", DATE },
	{ "/EmploymentPeriod/EndDate/FormattedDateTime", "work", "endDate", DATE },
	{ "/Education/Title", "education", "studyType", SET },
	{ "/Education/Field/Label", "education", "area", SET },
	{ "/Education/Organisation/Name", "education", "institution", SET },
	{ "/Organisation/ContactInfo/Address/Contact/Municipality", "education", "location", SET },
	{ "/Education/Activities", "education", "summary", PAGE },
	{ "/EducationOrganizationAttendance/OrganizationName", "education", "institution", SET },
	{ "/EducationOrganizationAttendance/ProgramName", "education", "area", SET },
	{ "/EducationDegree/DegreeName", "education", "studyType", SET },
	{ "/EducationDegree/OccupationalSkillsCovered", "education", "summary", PAGE },
	{ "/AttendancePeriod/StartDate/FormattedDateTime", "education", "startDate", DATE },
	{ "/AttendancePeriod/EndDate/FormattedDateTime", "education", "endDate", DATE },
	{ "/MotherTongue/Description/Label", "languages", "language", SET },
	{ "/PrimaryLanguageCode", "languages", "language", SET },
	{ "/ForeignLanguage/Description/Label", "languages", "language", SET },
	{ "/ProficiencyLevel/Listening", "languages", "fluency", LEVEL },
	{ "/ProficiencyLevel/Reading", "languages", "fluency", LEVEL },
	{ "/ProficiencyLevel/SpokenInteraction", "languages", "fluency", LEVEL },
	{ "/ProficiencyLevel/SpokenProduction", "languages", "fluency", LEVEL },
	{ "/ProficiencyLevel/Writing", "languages", "fluency", LEVEL },
	{ "/PersonCompetency/CompetencyName", "languages", "language", SET },
	{ "/PersonCompetency/CompetencyID", "languages", "language", SET },
	{ "/PersonCompetency/TaxonomyID", "languages", NULL, KIND },
	{ "/Score/ScoreText", "languages", "fluency", LEVEL },
	{ "/DigitalSkillsGroup/Title", "skills", "name", SET },
	{ "/DigitalSkillsGroup/DigitalSkill", "skills", "keywords", ITEM },
	{ "/Driving/Description/Licence", "skills", "keywords", ITEM },
	{ "/Communication/Description", "skills", "keywords", ITEMS },
	{ "/Organisational/Description", "skills", "keywords", ITEMS },
	{ "/JobRelated/Description", "skills", "keywords", ITEMS },
	{ "/Computer/Description", "skills", "keywords", ITEMS },
	{ "/Other/Description", "skills", "keywords", ITEMS },
	{ "/Achievement/Title/Label", "awards", "title", SET },
	{ "/Achievement/Description", "awards", "summary", PAGE },
};

struct reading {
	json_t *resume;
	json_t *entry;       /* open, or NULL */
	const char *section; /* that it goes to */
	size_t entry_depth;  /* of the element that began it */
	char path[PATH];     /* "/SkillsPassport/LearnerInfo", … */
	size_t used, depth;
	size_t beyond; /* open elements for which the path has no room */
	struct rq_buffer text;
	struct rq_error *err;
};

static bool is_at(const struct reading *reading, const char *path)
{
	size_t size = strlen(path);

	return reading->used >= size && strcmp(reading->path + reading->used - size, path) == 0;
}

/* --- values --------------------------------------------------------------------------- */

static json_t *member_of(json_t *object, const char *name, json_t *new)
{
	json_t *value = json_object_get(object, name);

	if (value) {
		json_decref(new);
		return value;
	}
	rq_json_set_take(object, name, new);
	return new;
}

/* Behind what is there, with a mark between. */
static void join(json_t *object, const char *member, const char *mark, const char *text)
{
	const char *before = rq_json_string(object, member);
	char *all = rq_printf("%s%s%s", before ? before : "", before ? mark : "", text);

	rq_json_set_string(object, member, all);
	free(all);
}

static void add_item(json_t *object, const char *member, const char *text)
{
	json_t *items = member_of(object, member, json_array());

	if (json_is_array(items))
		rq_json_append_take(items, json_string(text));
}

static void add_page(const struct rule *rule, json_t *object, const struct rq_buffer *text)
{
	struct rq_error ignored = { 0 }; /* what is wrong with it costs only itself */
	struct rq_document lines;

	rq_document_init(&lines);
	(void)rq_html_read_text(text->data, text->length, &lines, &ignored);
	for (size_t i = 0; i < lines.count; i++) {
		const struct rq_line *line = &lines.lines[i];

		if (rule->how == ITEMS)
			add_item(object, rule->member, line->text);
		else if (line->kind == RQ_LINE_ITEM && strcmp(rule->section, "basics") != 0)
			add_item(object, "highlights", line->text);
		else
			join(object, rule->member, " ", line->text);
	}
	rq_document_free(&lines);
}

/* "2019-03-01T00:00:00" to its day. */
static void set_date(json_t *object, const char *member, const char *text)
{
	char *day = rq_strndup(text, strcspn(text, "T"));

	rq_json_set_string(object, member, day);
	free(day);
}

static void set_value(struct reading *reading, const struct rule *rule, json_t *object)
{
	const char *text = reading->text.data;
	const char *before = rule->member ? rq_json_string(object, rule->member) : NULL;

	switch (rule->how) {
	case SET:
		if (!before)
			rq_json_set_string(object, rule->member, text);
		break;
	case JOIN:
		join(object, rule->member, " ", text);
		break;
	case LEVEL:
		if (!before || !strstr(before, text))
			join(object, rule->member, ", ", text);
		break;
	case DATE:
		set_date(object, rule->member, text);
		break;
	case CONTACT:
		rq_json_set_string(object, strchr(text, '@') ? "email" : rule->member, text);
		break;
	case ITEM:
		add_item(object, rule->member, text);
		break;
	case PAGE:
	case ITEMS:
		add_page(rule, object, &reading->text);
		break;
	case KIND:
		if (strcmp(text, "language") != 0)
			reading->section = "skills";
		break;
	}
}

/* The object that a rule's member belongs to; NULL when it is not open. */
static json_t *object_of(struct reading *reading, const char *section)
{
	json_t *basics;

	if (reading->entry && strcmp(section, reading->section) == 0)
		return reading->entry;
	if (strcmp(section, "basics") != 0 && strcmp(section, "location") != 0)
		return NULL;
	basics = member_of(reading->resume, "basics", json_object());
	return strcmp(section, "basics") == 0 ? basics
					      : member_of(basics, "location", json_object());
}

/* Words that no member takes; codes, numbers and pictures are none. */
static void keep_unplaced(struct reading *reading)
{
	if (strchr(reading->text.data, ' ') &&
	    (strstr(reading->path, "/LearnerInfo/") || strstr(reading->path, "/CandidateProfile/")))
		add_item(reading->resume, "unplaced", reading->text.data);
}

/* --- elements ---------------------------------------------------------------------------- */

/* <From year="2019" month="--03" day="---01"/>, as XML Schema writes parts of dates. */
static void read_period(json_t *entry, const char *member, const struct rq_xml_element *element)
{
	char year[8], month[8], day[8], date[32];

	if (!rq_xml_attribute(element, "year", year, sizeof year))
		return;
	(void)rq_xml_attribute(element, "month", month, sizeof month);
	(void)rq_xml_attribute(element, "day", day, sizeof day);
	(void)snprintf(date, sizeof date, "%s%s%s%s%s", year, *month ? "-" : "",
		       month + strspn(month, "-"), *month && *day ? "-" : "",
		       *month ? day + strspn(day, "-") : "");
	rq_json_set_string(entry, member, date);
}

static void begin_entry(struct reading *reading)
{
	for (size_t i = 0; i < sizeof entries / sizeof entries[0] && !reading->entry; i++) {
		if (!is_at(reading, entries[i].path))
			continue;
		reading->entry = json_object();
		reading->section = entries[i].section;
		reading->entry_depth = reading->depth;
		if (entries[i].member)
			rq_json_set_string(reading->entry, entries[i].member, entries[i].value);
	}
}

static void end_entry(struct reading *reading)
{
	json_t *entry = reading->entry, *name;

	if (!entry || reading->depth != reading->entry_depth)
		return;
	reading->entry = NULL;
	name = json_object_get(entry, "language");
	if (name && strcmp(reading->section, "skills") == 0) { /* a competence of another kind */
		rq_json_set_take(entry, "name", json_incref(name));
		(void)json_object_del(entry, "language");
		(void)json_object_del(entry, "fluency");
	}
	rq_json_append_take(member_of(reading->resume, reading->section, json_array()), entry);
}

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct reading *reading = context;
	size_t length = strlen(element->name);

	rq_buffer_clear(&reading->text);
	if (reading->beyond > 0 || reading->used + length + 2 > PATH) {
		reading->beyond++;
		return;
	}
	(void)snprintf(reading->path + reading->used, PATH - reading->used, "/%s", element->name);
	reading->used += length + 1;
	reading->depth++;
	begin_entry(reading);
	if (reading->entry && is_at(reading, "/Period/From"))
		read_period(reading->entry, "startDate", element);
	else if (reading->entry && is_at(reading, "/Period/To"))
		read_period(reading->entry, "endDate", element);
}

static void take_text(struct reading *reading)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		json_t *object;

		if (!is_at(reading, rules[i].path))
			continue;
		object = object_of(reading, rules[i].section);
		if (!object)
			continue;
		set_value(reading, &rules[i], object);
		return;
	}
	keep_unplaced(reading);
}

/* Takes white space from both ends: whether something is left. */
static bool trim(struct rq_buffer *text)
{
	static const char blank[] = " \t\r\n";
	size_t from = text->length > 0 ? strspn(text->data, blank) : 0;

	while (text->length > from && strchr(blank, text->data[text->length - 1]))
		text->length--;
	if (text->length == from)
		return false;
	text->length -= from;
	memmove(text->data, text->data + from, text->length);
	text->data[text->length] = '\0';
	return true;
}

static void on_end(void *context, const char *name, const char *space)
{
	struct reading *reading = context;

	(void)name;
	(void)space;
	if (reading->beyond > 0) {
		reading->beyond--;
		return;
	}
	if (trim(&reading->text))
		take_text(reading);
	rq_buffer_clear(&reading->text);
	end_entry(reading);
	while (reading->used > 0 && reading->path[--reading->used] != '/')
		;
	reading->path[reading->used] = '\0';
	reading->depth--;
}

static void on_text(void *context, const char *text, size_t length)
{
	struct reading *reading = context;

	(void)rq_buffer_append(&reading->text, text, length, reading->err);
}

int rq_europass_read(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct reading reading = { .resume = json_object(), .err = &handler_error };
	struct rq_xml_handler handler = { on_start, on_end, on_text, &reading, &handler_error };
	int result;

	document->format = "europass";
	rq_buffer_init(&reading.text, RQ_MAX_XML_BYTES);
	result = rq_xml_parse(bytes, length, &handler, err);
	rq_buffer_free(&reading.text);
	json_decref(reading.entry);
	if (result == 0 && json_object_size(reading.resume) == 0)
		result = rq_fail(err, RQ_NO_TEXT, "a Europass CV without a word");
	if (result == 0)
		document->json = reading.resume;
	else
		json_decref(reading.resume);
	return result;
}
