/* document/optional: layers of a PDF. */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "document_kit.h"
#include "lines.h"

#define AT(x, y, text) "BT /F 10 Tf " #x " " #y " Td (" text ") Tj ET "
#define SECRET AT(72, 400, "kubernetes terraform ansible")
#define PICTURE "q 300 0 0 60 60 480 cm /Im Do Q "

static const char all_groups[] = "5 0 R 6 0 R 12 0 R 13 0 R 14 0 R";
static const char *const first_is_off = "/OFF [5 0 R]";

#define WHEN(event, category, groups)                                                              \
	"/AS [<< /Event /" event " /Category [/" category "] /OCGs [" groups "] >>]"

/*
 * A page with two layers, L1 and L2, that are opened so; All, Any, NotAll and None stand for both
 * of them, Only2, Neither and Either by an expression. Unseen and Seen wish to be off and on where
 * they are seen, and the other way where they are printed; Draft is for its maker. Im is a picture,
 * X one that belongs to L1, as does Form with the secret.
 */
static struct bytes make_layered(const char *groups, const char *opened, const char *stream)
{
	static const char format[] =
	    "%%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OCProperties << "
	    "/OCGs [%s] /D << %s >> >> >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 7 0 R >>\nendobj\n"
	    "4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
	    "5 0 obj\n<< /Type /OCG /Name (one) >>\nendobj\n"
	    "6 0 obj\n<< /Type /OCG /Name (two) >>\nendobj\n"
	    "7 0 obj\n<< /Font << /F 8 0 R >> /XObject << /Im 9 0 R /X 10 0 R /Form 11 0 R >> "
	    "/Properties << /L1 5 0 R /L2 6 0 R "
	    "/All << /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AllOn >> "
	    "/Any << /Type /OCMD /OCGs [5 0 R 6 0 R] >> "
	    "/NotAll << /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AnyOff >> "
	    "/None << /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AllOff >> "
	    "/Only2 << /Type /OCMD /OCGs 5 0 R /VE [/And 6 0 R [/Not 5 0 R]] >> "
	    "/Neither << /Type /OCMD /VE [/Not [/Or 5 0 R 6 0 R]] >> "
	    "/Either << /Type /OCMD /VE [/Or 5 0 R 6 0 R] >> "
	    "/Loop 15 0 R /Unseen 12 0 R /Seen 13 0 R /Draft 14 0 R >> >>\nendobj\n"
	    "8 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
	    "9 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
	    "/ColorSpace /DeviceGray /Length 1 >>\nstream\nw\nendstream\nendobj\n"
	    "10 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
	    "/ColorSpace /DeviceGray /OC 5 0 R /Length 1 >>\nstream\nw\nendstream\nendobj\n"
	    "11 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /OC 5 0 R "
	    "/Resources 7 0 R /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
	    "12 0 obj\n<< /Type /OCG /Name (three) /Usage << /View << /ViewState /OFF >> "
	    "/Print << /PrintState /ON >> >> >>\nendobj\n"
	    "13 0 obj\n<< /Type /OCG /Name (four) /Usage << /View << /ViewState /ON >> "
	    "/Print << /PrintState /OFF >> >> >>\nendobj\n"
	    "14 0 obj\n<< /Type /OCG /Name (five) /Intent [/Design] >>\nendobj\n"
	    "15 0 obj\n<< /Type /OCMD /VE 16 0 R >>\nendobj\n"
	    "16 0 obj\n[/And 16 0 R]\nendobj\n"
	    "trailer\n<< /Root 1 0 R >>\n%%%%EOF\n";
	char *text;
	struct bytes made;
	int length =
	    asprintf(&text, format, groups, opened, strlen(stream), stream, strlen(SECRET), SECRET);

	assert_true(length > 0);
	made = copy_bytes(text, (size_t)length);
	free(text);
	return made;
}

static void read_layered(const char *opened, const char *stream, struct rq_document *document)
{
	struct rq_error err = { 0 };

	assert_works(read_bytes(make_layered(all_groups, opened, stream), "cv.pdf", document, &err),
		     err);
}

/* A layer that is not shown is over it, or behind it. */
static void text_that_is_seen_stays(void **state)
{
	static const char *const cases[] = {
		AT(72, 500, "Jane Example") "/OC /L1 BDC 1 g 60 480 300 60 re f EMC",
		AT(72, 500, "Jane Example") "/OC /L1 BDC " PICTURE "EMC",
		AT(72, 500, "Jane Example") "q 300 0 0 60 60 480 cm /X Do Q",
		AT(72, 500, "Jane Example") "/OC /L1 BDC /Span BMC EMC " PICTURE "EMC",
		AT(72, 500, "Jane Example") "/OC /L1 BDC q EMC Q /OC /All BDC " PICTURE "EMC",
		"/OC /L1 BDC " PICTURE "EMC " AT(72, 500, "Jane Example"),
		"/OC /L2 BDC " AT(72, 500, "Jane Example") "EMC",
		AT(72, 500, "Jane Example") "/OC /Unseen BDC " PICTURE "EMC",
	};
	static const char opened[] = "/OFF [5 0 R] " WHEN("View", "View", "12 0 R");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_layered(opened, cases[i], &document);
		assert_lines(&document, LINES("T Jane Example"));
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

/* A translation in a layer that is off stands where the other is, in front of a background. */
static void a_layer_takes_no_text_of_another(void **state)
{
	struct rq_document document;

	(void)state;
	read_layered(first_is_off,
		     "/OC /L1 BDC " AT(73, 500, "Lebenslauf") "EMC "
							      "/OC /L2 BDC " PICTURE AT(
								  72, 500, "Resume of Jane") "EMC",
		     &document);
	assert_lines(&document, LINES("T Resume of Jane"));
	assert_hidden(&document, "vanish", 10);
	rq_document_free(&document);
}

static void text_in_a_layer_that_is_off_is_hidden(void **state)
{
	static const struct {
		const char *opened, *stream;
	} cases[] = {
		{ "/OFF [5 0 R]", "/OC /L1 BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /All BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /None BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/Form Do" },
		{ "/OFF [5 0 R]", "/OC /L1 BDC q /OC /L2 BDC EMC Q " SECRET "EMC" },
		{ "/OFF [5 0 R 6 0 R]", "/OC /Any BDC " SECRET "EMC" },
		{ "/BaseState /OFF", "/OC /L2 BDC " SECRET "EMC" },
		{ "/BaseState /OFF /ON [6 0 R]", "/OC /L1 BDC " SECRET "EMC" },
		{ "/BaseState /ON", "/OC /NotAll BDC " SECRET "EMC" },
		{ "/OFF [6 0 R]", "/OC /Only2 BDC " SECRET "EMC" },
		{ "", "/OC /Only2 BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /Neither BDC " SECRET "EMC" },
		{ "/OFF [5 0 R 6 0 R]", "/OC /Either BDC " SECRET "EMC" },
		{ WHEN("View", "View", "12 0 R"), "/OC /Unseen BDC " SECRET "EMC" },
		{ WHEN("View", "Zoom /View", "5 0 R 12 0 R"), "/OC /Unseen BDC " SECRET "EMC" },
		{ WHEN("View", "Print", "13 0 R"), "/OC /Seen BDC " SECRET "EMC" },
		{ "/OFF [12 0 R]", "/OC /Unseen BDC " SECRET "EMC" },
		{ "/OFF [13 0 R] " WHEN("Print", "View", "13 0 R"), "/OC /Seen BDC " SECRET "EMC" },
		{ "/Intent /Design /OFF [14 0 R]", "/OC /Draft BDC " SECRET "EMC" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		char stream[512];
		json_t *warning;

		(void)snprintf(stream, sizeof stream, "%s %s", AT(72, 500, "Jane Example"),
			       cases[i].stream);
		read_layered(cases[i].opened, stream, &document);
		assert_lines(&document, LINES("T Jane Example"));
		assert_hidden(&document, "vanish", 26);
		warning = find_warning(&document, "hidden-text");
		assert_int_equal(rq_json_integer(warning, "page", 0), 1);
		assert_string_equal(rq_json_string(warning, "carries"), "keywords");
		rq_document_free(&document);
	}
}

static void text_in_a_layer_that_is_on_is_text(void **state)
{
	static const struct {
		const char *opened, *stream;
	} cases[] = {
		{ "/OFF [5 0 R]", "/OC /L2 BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /Any BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /NotAll BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/Span /L1 BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /L1 BDC EMC " SECRET },
		{ "/OFF [5 0 R]", "/OC /Nowhere BDC " SECRET "EMC" },
		{ "/BaseState /OFF /ON [5 0 R]", "/Form Do" },
		{ "", "/OC /All BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /Only2 BDC " SECRET "EMC" },
		{ "/OFF [5 0 R 6 0 R]", "/OC /Neither BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /Either BDC " SECRET "EMC" },
		{ "/OFF [5 0 R]", "/OC /Loop BDC " SECRET "EMC" },
		{ "/OFF [13 0 R] " WHEN("View", "View", "13 0 R"), "/OC /Seen BDC " SECRET "EMC" },
		{ "/BaseState /OFF " WHEN("View", "View", "13 0 R"),
		  "/OC /Seen BDC " SECRET "EMC" },
		{ "/OFF [12 0 R] " WHEN("View", "Print", "12 0 R"),
		  "/OC /Unseen BDC " SECRET "EMC" },
		{ WHEN("Print", "View", "12 0 R"), "/OC /Unseen BDC " SECRET "EMC" },
		{ "", "/OC /Unseen BDC " SECRET "EMC" },
		{ "/OFF [14 0 R]", "/OC /Draft BDC " SECRET "EMC" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_layered(cases[i].opened, cases[i].stream, &document);
		assert_lines(&document, LINES("T kubernetes terraform ansible"));
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

/* Poppler shows what no group stands behind, and so covers what is under it. */
static void what_is_no_layer_covers(void **state)
{
	static const char *const cases[] = {
		AT(72, 400, "smuggled") "/OC /Seen BDC q 300 0 0 60 60 380 cm /Im Do Q EMC",
		AT(72, 400, "smuggled") "/OC /L1 true BDC q 300 0 0 60 60 380 cm /Im Do Q EMC",
		AT(72, 400, "smuggled") "/OC << /OC /L1 >> BDC q 300 0 0 60 60 380 cm /Im Do Q EMC",
		AT(72, 400, "smuggled") "/OC /L2 BDC q 300 0 0 60 60 380 cm /Im Do Q EMC",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		char stream[512];

		(void)snprintf(stream, sizeof stream, "%s %s", AT(72, 500, "Jane Example"),
			       cases[i]);
		read_layered(first_is_off, stream, &document);
		assert_lines(&document, LINES("T Jane Example"));
		assert_hidden(&document, "covered", 8);
		rq_document_free(&document);
	}
}

/* A group that is off does not get lost behind an object that is none. */
static void a_broken_list_of_groups_has_them_all(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	struct bytes made = make_layered("99 0 R 5 0 R", first_is_off,
					 AT(72, 500, "Jane Example") "/OC /L1 BDC " SECRET "EMC");

	(void)state;
	assert_works(read_bytes(made, "cv.pdf", &document, &err), err);
	assert_lines(&document, LINES("T Jane Example"));
	assert_hidden(&document, "vanish", 26);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_that_is_seen_stays),
		cmocka_unit_test(a_layer_takes_no_text_of_another),
		cmocka_unit_test(text_in_a_layer_that_is_off_is_hidden),
		cmocka_unit_test(text_in_a_layer_that_is_on_is_text),
		cmocka_unit_test(what_is_no_layer_covers),
		cmocka_unit_test(a_broken_list_of_groups_has_them_all),
	};

	return cmocka_run_group_tests_name("optional", tests, NULL, NULL);
}
