/* base/cipher, io/keyring: what is sealed opens by its key, for what it belongs to, as it was. */

#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cipher.h"
#include "io/keyring.h"

#define SECRET "Jane Doe, jane@doe.example"
#define FIRST "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define SECOND "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

enum { SIZE = sizeof SECRET - 1, SEALED = SIZE + RQ_CIPHER_EXTRA };

static const struct rq_span place = { "resumes\0some key", 16 };
static struct rq_error err;

static struct rq_cipher *make(int number)
{
	unsigned char key[RQ_CIPHER_KEY] = { (unsigned char)number };
	struct rq_cipher *cipher;

	assert_works(rq_cipher_new(key, &cipher, &err), err);
	return cipher;
}

static void seal(const struct rq_cipher *cipher, unsigned char sealed[SEALED])
{
	rq_cipher_seal(cipher, place, (struct rq_span) { SECRET, SIZE }, sealed);
}

/* Whether it opens; if so, it is the secret. */
static bool opens(const struct rq_cipher *cipher, struct rq_span bound, const unsigned char *sealed,
		  size_t size)
{
	struct rq_error why = { 0 };
	unsigned char bytes[SEALED] = { 0 };

	if (rq_cipher_open(cipher, bound, (struct rq_span) { sealed, size }, bytes, &why) == -1) {
		assert_int_equal(why.code, RQ_DAMAGED);
		assert_null(memmem(bytes, sizeof bytes, "Jane", 4)); /* nothing is told */
		return false;
	}
	assert_memory_equal(bytes, SECRET, SIZE);
	return true;
}

static void what_was_sealed_opens_and_cannot_be_read(void **state)
{
	struct rq_cipher *cipher = make(1);
	unsigned char sealed[SEALED], again[SEALED];

	(void)state;
	seal(cipher, sealed);
	seal(cipher, again);
	assert_null(memmem(sealed, SEALED, "Doe", 3));
	assert_memory_not_equal(sealed, again,
				SEALED); /* it does not tell that both are the same */
	assert_true(opens(cipher, place, sealed, SEALED));
	assert_true(opens(cipher, place, again, SEALED));
	rq_cipher_free(cipher);
	rq_cipher_free(NULL);
}

static void every_bit_counts(void **state)
{
	struct rq_cipher *cipher = make(1);
	unsigned char sealed[SEALED];

	(void)state;
	seal(cipher, sealed);
	for (size_t i = 0; i < SEALED * 8; i++) { /* nonce, text and tag */
		sealed[i / 8] ^= (unsigned char)(1 << i % 8);
		assert_false(opens(cipher, place, sealed, SEALED));
		sealed[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	assert_true(opens(cipher, place, sealed, SEALED));
	rq_cipher_free(cipher);
}

static void what_was_cut_does_not_open(void **state)
{
	struct rq_cipher *cipher = make(1);
	unsigned char sealed[SEALED];

	(void)state;
	seal(cipher, sealed);
	for (size_t size = 0; size < SEALED; size++)
		assert_false(opens(cipher, place, sealed, size));
	rq_cipher_free(cipher);
}

static void it_opens_only_where_it_belongs(void **state)
{
	const struct rq_span other = { "resumes\0Some key", 16 }, shorter = { place.data, 15 };
	struct rq_cipher *cipher = make(1);
	unsigned char sealed[SEALED];

	(void)state;
	seal(cipher, sealed);
	assert_false(opens(cipher, other, sealed, SEALED));
	assert_false(opens(cipher, shorter, sealed, SEALED));
	rq_cipher_free(cipher);
}

static void another_key_does_not_open_it_and_has_another_id(void **state)
{
	struct rq_cipher *cipher = make(1), *other = make(2), *same = make(1);
	unsigned char sealed[SEALED];

	(void)state;
	seal(cipher, sealed);
	assert_false(opens(other, place, sealed, SEALED));
	assert_true(opens(same, place, sealed, SEALED));
	assert_memory_equal(rq_cipher_id(cipher), rq_cipher_id(same), RQ_CIPHER_ID);
	assert_memory_not_equal(rq_cipher_id(cipher), rq_cipher_id(other), RQ_CIPHER_ID);
	rq_cipher_free(cipher);
	rq_cipher_free(other);
	rq_cipher_free(same);
}

/* --- files of keys ------------------------------------------------------------------ */

static char path[64];

static void write_keys(const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fputs(text, file) >= 0 && fclose(file) == 0, 1);
	assert_int_equal(chmod(path, mode), 0);
}

static void assert_refused(const char *text, mode_t mode, const char *words)
{
	struct rq_error why = { 0 };
	struct rq_keyring *keyring;

	write_keys(text, mode);
	assert_int_equal(rq_keyring_read(path, &keyring, &why), -1);
	assert_int_equal(why.code, RQ_UNREADABLE);
	if (!strstr(why.message, words))
		fail_msg("\"%s\" does not say \"%s\"", why.message, words);
	assert_null(strstr(why.message, "0011")); /* no key in it */
}

static void the_first_key_seals_and_all_open(void **state)
{
	struct rq_keyring *both, *old;

	(void)state;
	write_keys(FIRST "\n", 0600);
	assert_works(rq_keyring_read(path, &old, &err), err);
	write_keys(SECOND "\r\n\n" FIRST, 0400);
	assert_works(rq_keyring_read(path, &both, &err), err);
	assert_memory_not_equal(rq_cipher_id(rq_keyring_first(both)),
				rq_cipher_id(rq_keyring_first(old)), RQ_CIPHER_ID);
	assert_non_null(rq_keyring_find(both, rq_cipher_id(rq_keyring_first(old))));
	assert_null(rq_keyring_find(old, rq_cipher_id(rq_keyring_first(both))));
	rq_keyring_free(both);
	rq_keyring_free(old);
	rq_keyring_free(NULL);
}

static void what_is_no_file_of_keys_is_refused(void **state)
{
	char many[65 * 9 + 1] = "";
	struct rq_keyring *keyring;

	(void)state;
	for (int i = 0; i < 9; i++)
		(void)strcat(many, FIRST "\n");
	assert_refused("", 0600, "no key in it");
	assert_refused("\n\n", 0600, "no key in it");
	assert_refused("0011", 0600, "key 1 is not 64 hexadecimal digits");
	assert_refused(FIRST "\n" FIRST "00\n", 0600, "key 2 is not 64 hexadecimal digits");
	assert_refused(FIRST " \n", 0600, "key 1 is not 64 hexadecimal digits");
	assert_refused("zz" FIRST, 0600, "key 1 is not");
	assert_refused(many, 0600, "more than 8 keys");
	assert_int_equal(unlink(path), 0);
	assert_fails(rq_keyring_read(path, &keyring, &err), err, RQ_NOT_FOUND);
}

static void a_file_that_others_may_read_is_refused(void **state)
{
	struct rq_error why = { 0 };
	struct rq_keyring *keyring;

	(void)state;
	assert_refused(FIRST, 0604, "others may read this key: chmod 600");
	assert_refused(FIRST, 0602, "others may read");
	assert_refused(FIRST, 0620, "others may read");
	write_keys(FIRST,
		   0440); /* as systemd hands it over; from anybody else but root it is refused */
	assert_int_equal(rq_keyring_read(path, &keyring, &why), getuid() == 0 ? 0 : -1);
	if (getuid() == 0)
		rq_keyring_free(keyring);
}

static int make_path(void **state)
{
	int file;

	(void)state;
	err = (struct rq_error) { 0 };
	(void)snprintf(path, sizeof path, "/tmp/rq-test-keys.XXXXXX");
	file = mkstemp(path);
	return file == -1 ? -1 : close(file);
}

static int drop_path(void **state)
{
	(void)state;
	(void)unlink(path);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sealed_opens_and_cannot_be_read),
		cmocka_unit_test(every_bit_counts),
		cmocka_unit_test(what_was_cut_does_not_open),
		cmocka_unit_test(it_opens_only_where_it_belongs),
		cmocka_unit_test(another_key_does_not_open_it_and_has_another_id),
#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, make_path, drop_path)
		FILE_TEST(the_first_key_seals_and_all_open),
		FILE_TEST(what_is_no_file_of_keys_is_refused),
		FILE_TEST(a_file_that_others_may_read_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
