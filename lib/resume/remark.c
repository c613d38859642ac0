#include "resume/remark.h"

#include <string.h>

#include "base/text.h"
#include "resume/word.h"

enum {
	FIRST_WITHOUT_CASE = 0x590, /* scripts from here on have no small letters */
	SCALE_LETTERS = 2,
	SCALE_DIGITS = 3, /* with the dot between them */
};

/* How somebody was employed: keys, between spaces; long ones end others (Elternzeitvertretung). */
static const char employments[] =
    " alternance apprenti apprenticeship apprentissage ausbildung aushilfe "
    "autonoma autonomo befristet benevolat bijbaan casual cdd cdi clt completa "
    "contract contratista contrato contratto cover ctt deeltijd detachering "
    "determinado determinata determinato determine ehrenamt ehrenamtlich "
    "estacional estagio eventual ferienjob festanstellung fijo fixed freelance "
    "freiberuflich full fulltime geringfugig indefinido independant indeterminata "
    "indeterminato indetermine integral interim interinidad intermittent "
    "internship invalkracht jornada maternity minijob mutterschaftsvertretung "
    "mutterschutz nebenjob parcial part partial partiel parttime parziale pasantia "
    "permanent permanente pj plein practicas praktikum prestacao probezeit "
    "projektbezogen remplacante remplacement saisonal saisonnier seasonal "
    "selbststandig sostituzione stage stagiair stagiaire stagionale subcontratado "
    "substituicao sustitucion teilzeit tempo temporada temporaire temporal "
    "temporario temporary tijdelijk tirocinio unbefristet vertretung vollzeit "
    "volontariato voltijd voluntariado volunteer vrijwillig werkstudent "
    "werkstudium zeitarbeit zzp ";

bool rq_remark_tells_employment(const char *word, size_t length)
{
	for (const char *known = employments + 1; *known; known = strchr(known, ' ') + 1) {
		size_t size = strcspn(known, " ");
		bool whole = size == length, end = size > 8 && size < length;

		if ((whole || end) && memcmp(word + length - size, known, size) == 0)
			return true;
	}
	return false;
}

/* Whether a text begins with a small letter and no name like "iRobot" does. */
static bool begins_small(const char *text, size_t length)
{
	size_t first, second;

	if (length < 2 || !rq_text_is_letter(rq_text_decode(text, length, &first)) ||
	    rq_text_is_upper(rq_text_decode(text, length, &first)))
		return false;
	return rq_text_decode(text, length, &first) < FIRST_WITHOUT_CASE &&
	       !rq_text_is_upper(rq_text_decode(text + first, length - first, &second));
}

/* "F4", "EL2.2": a grade on somebody's scale, one or two letters and its number. */
static bool is_scale(const char *key, size_t length)
{
	size_t letters = 0;

	while (letters < length && key[letters] >= 'a' && key[letters] <= 'z')
		letters++;
	return letters > 0 && letters <= SCALE_LETTERS && length > letters &&
	       length <= letters + SCALE_DIGITS &&
	       strspn(key + letters, "0123456789.") >= length - letters;
}

/* "Remote Contract": how and where from somebody was employed, and nothing else. */
static bool tells_employment(const char *key, size_t length)
{
	bool employment = false;

	for (size_t i = 0, start; i < length; i++) {
		for (start = i; i < length && rq_sheet_is_word(key[i]);)
			i++;
		if (i == start)
			continue;
		if (rq_remark_tells_employment(key + start, i - start))
			employment = true;
		else if (!(rq_word_find(key + start, i - start).kinds & RQ_WORD_PLACE))
			return false;
	}
	return employment;
}

bool rq_remark_is(const struct rq_sheet *sheet, struct rq_slice inside)
{
	const struct rq_sheet_line *line = &sheet->lines[inside.line];
	const char *text = line->text + line->at[inside.start];
	const char *key = line->key + inside.start;
	size_t length = inside.end - inside.start;
	uint32_t end = inside.start;

	while (end < inside.end && rq_sheet_is_word(line->key[end]))
		end++;
	if (end == inside.start || memchr(key, '/', length) || memchr(key, '@', length) ||
	    (memchr(key, '.', length - 1) && !memchr(key, ' ', length)))
		return false; /* an address */
	return rq_remark_tells_employment(line->key + inside.start, end - inside.start) ||
	       tells_employment(key, length) || is_scale(key, length) ||
	       begins_small(text, line->at[inside.end] - line->at[inside.start]) ||
	       (line->key[inside.start] >= '0' && line->key[inside.start] <= '9');
}

bool rq_remark_tells_duration(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char units[] =
	    " year years yr yrs month months mo mos mon jahr jahre jahren monat monate "
	    "monaten an ans annee annees mois ano anos mes meses anno anni mese mesi "
	    "ects h heure heures hora horas hour hours hs hrs ore std stunden uur uren godz "
	    "semaine semaines semana semanas settimana settimane tydzien tygodnie week weeks weken "
	    "woche wochen "
	    "jaar maand maanden rok lata lat miesiac miesiace miesiecy год года лет месяц "
	    "месяца месяцев ";
	const char *key = sheet->lines[slice.line].key;
	bool unit = false;

	for (uint32_t i = slice.start, start; i < slice.end; i++) {
		for (start = i; i < slice.end && rq_sheet_is_word(key[i]);)
			i++;
		if (i == start || (key[start] >= '0' && key[start] <= '9'))
			continue;
		if (!rq_word_is_one_of(key + start, i - start, units))
			return false;
		unit = true;
	}
	return unit && key[slice.start] >= '0' && key[slice.start] <= '9';
}
