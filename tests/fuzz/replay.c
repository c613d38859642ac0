/* A main() for fuzz targets without libFuzzer: runs them on the files named. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		uint8_t *data;
		size_t size;

		if (!file) {
			perror(argv[i]);
			return 1;
		}
		(void)fseek(file, 0, SEEK_END);
		size = (size_t)ftell(file);
		rewind(file);
		data =
		    malloc(size ? size : 1); /* exactly as long, so that ASan sees one byte more */
		if (!data || fread(data, 1, size, file) != size)
			return 1;
		(void)fclose(file);
		(void)LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	printf("%s: %d replayed\n", argv[0], argc - 1);
	return 0;
}
