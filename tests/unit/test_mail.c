/* document/mail: mails and mailboxes as containers of what is attached. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "document/detect.h"
#include "document/unpack.h"

#define HEAD                                                                                       \
	"From: Jane Doe <jane@example.org>\r\nTo: jobs@example.com\r\nSubject: Application\r\n"    \
	"Date: Tue, 24 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
#define PART(header, body) "--b\r\n" header "\r\n\r\n" body "\r\n"
#define TEXT(body) PART("Content-Type: text/plain; charset=utf-8", body)
#define ATTACHED(name, body)                                                                       \
	PART("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; " name,   \
	     body)
#define LAST "--b--\r\n"

static int to_file(const char *bytes, size_t length)
{
	int fd = memfd_create("test", 0);

	assert_int_equal(write(fd, bytes, length), length);
	return fd;
}

/* Appends "name=content;" or "name!code;" of each member; returns out. */
static char *list(const char *mail, size_t length, const char *name, char *out, size_t size)
{
	int fd = to_file(mail, length);
	struct rq_unpack *unpack = rq_unpack_new(fd, name);
	struct rq_unpacked member;

	*out = '\0';
	while (rq_unpack_next(unpack, &member)) {
		size_t used = strlen(out);
		char content[128] = "";

		if (member.fd == -1) {
			(void)snprintf(out + used, size - used, "%s!%s;", member.name,
				       rq_code_name(member.error.code));
			continue;
		}
		assert_true(pread(member.fd, content, sizeof content - 1, 0) >= 0);
		(void)close(member.fd);
		(void)snprintf(out + used, size - used, "%s=%s;", member.name, content);
	}
	rq_unpack_free(unpack);
	(void)close(fd);
	return out;
}

static void assert_members(const char *mail, const char *wanted)
{
	char out[4096];

	assert_string_equal(rq_detect(mail, strlen(mail), NULL).name,
			    strncmp(mail, "From ", 5) == 0 ? "mbox" : "mail");
	assert_string_equal(list(mail, strlen(mail), "mail.eml", out, sizeof out), wanted);
}

static void a_mail_is_told_from_a_text(void **state)
{
	static const char *const texts[] = {
		"Name: Jane Doe\nDate: 1990-01-01\nFrom: Berlin\nTo: work\n\nSkills: C\n",
		"From: a\nTo: b\nSubject: c\nDate: d\nno field\nMIME-Version: 1.0\n\n",
		"From my first day at school I have loved nursing.\nContent-Type: x\n",
		"MIME-Version: 1.0\n\n",
		"Received: prize\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_int_equal(rq_detect(texts[i], strlen(texts[i]), "x.eml").format,
				 RQ_FORMAT_TEXT);
	assert_int_equal(rq_detect(HEAD, strlen(HEAD), NULL).format, RQ_FORMAT_CONTAINER);
}

static void attachments_are_members_and_a_letter_is_none(void **state)
{
	(void)state;
	assert_members(MIXED TEXT("Dear all, please find my résumé.")
			   ATTACHED("filename=cv.rtf", "{\\rtf1 Jane}")
			       ATTACHED("filename=\"b.txt\"\r\nContent-Transfer-Encoding: base64",
					"SmFuZQ==") LAST,
		       "cv.rtf={\\rtf1 Jane};b.txt=Jane;");
}

static void a_body_alone_is_a_document(void **state)
{
	(void)state;
	assert_members(HEAD "Content-Type: text/plain; charset=iso-8859-1\r\n"
			    "Content-Transfer-Encoding: quoted-printable\r\n\r\nJos=E9\r\n",
		       "body.txt=José\r\n;");
	assert_members(HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n" PART(
			   "Content-Type: text/html", "<p>page</p>") TEXT("plain") LAST,
		       "body.txt=plain;");
	assert_members(HEAD "Content-Type: text/html; charset=utf-8\r\n\r\n<p>page</p>",
		       "body.html=\xef\xbb\xbf<p>page</p>;");
	/* A page as browsers and Word save it in one file, whatever it is called. */
	assert_members(
	    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" PART(
		"Content-Type: text/html; charset=utf-8\r\n"
		"Content-Location: file:///C:/cv.htm",
		"<p>page</p>") PART("Content-Type: text/css", "p { color: red }") LAST,
	    "body.html=\xef\xbb\xbf<p>page</p>;");
	/* A picture of the layout is no document, and nothing that is offered. */
	assert_members(MIXED TEXT("Jane, nurse")
			   PART("Content-Type: image/png\r\nContent-ID: <1>", "\x89PNG") LAST,
		       "body.txt=Jane, nurse;");
	assert_members(MIXED TEXT("Jane, nurse") ATTACHED("filename=logo.png", "\x89PNG\r\n\x1a\n")
			   LAST,
		       "logo.png=\x89PNG\r\n\x1a\n;body.txt=Jane, nurse;");
}

static void a_body_as_long_as_a_resume_is_one_beside_others(void **state)
{
	char *mail = calloc(1, RQ_MIN_MAIL_RESUME + 4096), *at;
	char out[1024];

	(void)state;
	at = stpcpy(mail, MIXED "--b\r\nContent-Type: text/plain\r\n\r\nJane\r\n");
	for (size_t i = 0; i < RQ_MIN_MAIL_RESUME / 8; i++)
		at = stpcpy(at, "nursing\n");
	(void)stpcpy(at, "\r\n" ATTACHED("filename=a.txt", "letter") LAST);
	(void)list(mail, strlen(mail), "m.eml", out, sizeof out);
	assert_non_null(strstr(out, "a.txt=letter;body.txt=Jane"));
	free(mail);
}

static void names_are_decoded_and_checked(void **state)
{
	(void)state;
	assert_members(MIXED ATTACHED("filename*=utf-8''Ren%C3%A9%20CV.txt", "1")
			   ATTACHED("filename=\"=?iso-8859-1?Q?Ren=E9.txt?=\"", "2")
			       ATTACHED("filename=\"..\\\\..\\\\C:\\\\docs\\\\cv.txt\"", "3")
				   ATTACHED("filename=\"../../etc/passwd\"", "4")
				       ATTACHED("filename=\"/etc/..\"", "5")
					   ATTACHED("filename*=utf-8''a%0Ab.txt", "6")
					       ATTACHED("", "7") LAST,
		       "René CV.txt=1;René.txt=2;cv.txt=3;passwd=4;..!unsafe-name;"
		       "a\\u{a}b.txt!unsafe-name;part-7=7;");
}

static void mails_inside_mails_are_opened_so_far(void **state)
{
	static const char forwarded[] = "--b\r\nContent-Type: message/rfc822\r\n\r\n";
	char mail[4096] = "", out[1024];

	(void)state;
	(void)snprintf(mail, sizeof mail, "%s%s%s%s", MIXED, forwarded,
		       HEAD "Content-Type: multipart/mixed; boundary=c\r\n\r\n"
			    "--c\r\nContent-Disposition: attachment; filename=cv.txt\r\n\r\nJane"
			    "\r\n--c--\r\n\r\n",
		       LAST);
	assert_string_equal(list(mail, strlen(mail), "m.eml", out, sizeof out),
			    "part-1.eml!/cv.txt=Jane;");
	*mail = '\0';
	for (int i = 0; i < 6; i++) /* each with its own boundary */
		(void)snprintf(mail + strlen(mail), sizeof mail - strlen(mail),
			       HEAD "Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n"
				    "Content-Type: message/rfc822\r\n\r\n",
			       i, i);
	(void)strcat(mail, HEAD "\r\nJane");
	(void)list(mail, strlen(mail), "m.eml", out, sizeof out);
	assert_string_equal(out, "part-1.eml!/part-1.eml!/part-1.eml!/part-1.eml!too-deep;");
}

static void each_mail_of_a_mailbox_is_a_folder(void **state)
{
	(void)state;
	assert_members("From jane@example.org Tue Nov 24 10:00:00 2026\n" MIXED TEXT("Hello")
			   ATTACHED("filename=cv.txt", "Jane") LAST
		       "\nFrom joe@example.org Tue Nov 24 11:00:00 2026\n" HEAD "\nJoe, nurse\n",
		       "message-1/cv.txt=Jane;message-2/body.txt=Joe, nurse\n;");
}

static void an_encrypted_mail_is_told(void **state)
{
	(void)state;
	assert_members(HEAD "Content-Type: multipart/encrypted; boundary=b; "
			    "protocol=\"application/pgp-encrypted\"\r\n\r\n" PART(
				"Content-Type: application/pgp-encrypted", "Version: 1")
				PART("Content-Type: application/octet-stream", "-----BEGIN PGP")
				    LAST,
		       "part-1!encrypted;");
}

static void a_mail_with_nothing_is_empty(void **state)
{
	(void)state;
	assert_members(HEAD "\r\n \r\n", "!empty;");
}

static void a_mail_cut_anywhere_ends(void **state)
{
	static const char whole[] = MIXED TEXT("Dear all")
	    ATTACHED("filename=cv.txt\r\nContent-Transfer-Encoding: base64", "SmFuZSBEb2U=")
		PART("Content-Type: message/rfc822", HEAD "\r\nJane") LAST;
	char out[4096];

	(void)state;
	for (size_t length = 0; length < strlen(whole); length++)
		(void)list(whole, length, "m.eml", out, sizeof out);
	assert_non_null(strstr(out, "cv.txt=Jane Doe;"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_is_told_from_a_text),
		cmocka_unit_test(attachments_are_members_and_a_letter_is_none),
		cmocka_unit_test(a_body_alone_is_a_document),
		cmocka_unit_test(a_body_as_long_as_a_resume_is_one_beside_others),
		cmocka_unit_test(names_are_decoded_and_checked),
		cmocka_unit_test(mails_inside_mails_are_opened_so_far),
		cmocka_unit_test(each_mail_of_a_mailbox_is_a_folder),
		cmocka_unit_test(an_encrypted_mail_is_told),
		cmocka_unit_test(a_mail_with_nothing_is_empty),
		cmocka_unit_test(a_mail_cut_anywhere_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
