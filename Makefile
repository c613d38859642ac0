# rq: see HACKING.md for the targets; every output goes under build/$(MODE)/
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
MANDIR     ?= $(PREFIX)/share/man
DATADIR    ?= $(PREFIX)/share
UNITDIR    ?= $(PREFIX)/lib/systemd/system
INSTALL    ?= install
PKG_CONFIG ?= pkg-config
PROVE      ?= prove
MANDOC     ?= mandoc
VERSION    := $(shell cat VERSION)
comma      := ,
# What is made, a line each; make V=1 shows the commands
say         = $(if $(V),,@printf '  %-5s %s\n' '$(1)' '$@'; )

# --- modes: make MODE=asan check ---------------------------------------------
MODE ?= release
flags.release   = -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE $(HARDEN)
flags.debug    := -O0 -g3 -Werror -DRQ_FAILPOINTS
flags.asan     := -O1 -g -Werror -fno-omit-frame-pointer -DRQ_FAILPOINTS -DRQ_NO_SANDBOX \
                  -fsanitize=address,undefined -fno-sanitize-recover=all
flags.coverage := -O0 -g --coverage -DRQ_FAILPOINTS -DRQ_NO_SANDBOX
flags.fuzz     := -O1 -g -fno-omit-frame-pointer -DRQ_NO_SANDBOX \
                  -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
link.release   := -pie -Wl,-z,relro,-z,now,-z,noexecstack
$(if $(flags.$(MODE)),,$(error MODE=$(MODE) is not one of release debug asan coverage fuzz))
ifeq ($(MODE),fuzz)
CC := clang
endif

# --- hardening: what this compiler knows of the OpenSSF list -------------------
cc-option = $(if $(shell printf 'int main(void){return 0;}' | $(CC) -Werror -O2 $(1) -x c - -o /dev/null 2>/dev/null && echo y),$(1))
HARDEN := $(if $(filter release,$(MODE)),$(foreach f,-fstack-clash-protection -fcf-protection=full -mbranch-protection=standard \
           -ftrivial-auto-var-init=zero -fstrict-flex-arrays=3 -fzero-init-padding-bits=all \
           -fno-delete-null-pointer-checks -fno-strict-overflow,$(call cc-option,$(f))))

# --- flags: the packager's CFLAGS and LDFLAGS come last ------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
        -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
        -Wwrite-strings -Wcast-qual -Wpointer-arith -Wundef -Wvla -Wformat=2 \
        -Wimplicit-fallthrough -Wnull-dereference -Wswitch-enum -Wdouble-promotion
DEPS := jansson lmdb libarchive libxml-2.0 poppler-glib libqpdf zlib gmime-3.0 libgsf-1 uchardet libutf8proc libsodium libseccomp libzstd \
        libcurl pangocairo fontconfig xlsxwriter
# What may be left out: scans are then errors.
ifeq ($(shell $(PKG_CONFIG) --exists tesseract lept libpng libjpeg && echo y),y)
DEPS  += tesseract lept libpng libjpeg
FOUND := -DRQ_WITH_OCR
endif
# Likewise: PDFs with color profiles are then read more slowly.
ifeq ($(shell $(PKG_CONFIG) --exists lcms2 && echo y),y)
DEPS  += lcms2
FOUND += -DRQ_WITH_LCMS
endif
# Likewise: a store is then a folder.
ifeq ($(shell $(PKG_CONFIG) --exists libpq && echo y),y)
DEPS  += libpq
FOUND += -DRQ_WITH_POSTGRES
else
WITHOUT := lib/store/postgres% tests/bench/bench_postgres.c
endif
DEP_CFLAGS := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(DEPS)))
DEP_LIBS   := $(shell $(PKG_CONFIG) --libs $(DEPS)) -lstemmer -lm
CMOCKA_LIBS ?= -lcmocka
CPPFLAGS_OURS = -D_GNU_SOURCE -DRQ_VERSION='"$(VERSION)"' -Ilib $(FOUND) $(DEP_CFLAGS)
ALL_CFLAGS  = -std=c11 $(CPPFLAGS_OURS) $(WARN) $(flags.$(MODE)) $(CFLAGS)
ALL_LDFLAGS = $(filter -fsanitize=% --coverage,$(subst fuzzer-no-link$(comma),,$(flags.$(MODE)))) \
              -Wl,--as-needed $(link.$(MODE)) $(LDFLAGS)

# --- what is built: a new tool, module or test is a new file --------------------
B      := build/$(MODE)
LIB    := $(B)/librq.a
EMBED  := $(patsubst %,$(B)/%.o,$(wildcard lib/*/*.tsv lib/*/*.css lib/*/*.js lib/*/*.txt lib/*/*.sql lib/*/*.schema.json))
OBJS   := $(patsubst %.c,$(B)/%.o,$(filter-out $(WITHOUT),$(wildcard lib/*/*.c))) $(EMBED)
TOOLS  := $(patsubst cmd/%.c,$(B)/bin/%,$(wildcard cmd/rq-*.c))
UNITS  := $(patsubst tests/unit/%.c,$(B)/tests/unit/%.t,$(wildcard tests/unit/test_*.c))
# The rules of the store hold in an encrypted one.
ENCRYPTED := $(patsubst %,$(B)/tests/unit/test_store_%.t,queue permit batch review metrics expire check care backup repair audit)
# Those that wait longest first: none is alone at the end
CLI    := $(addprefix tests/cli/,gate.t page.t export.t nightly.t)
CLI    += $(filter-out $(CLI),$(wildcard tests/cli/*.t))
# Likewise
CRASH  := $(addprefix tests/crash/,nightly.t batch.t faults.t)
CRASH  += $(filter-out $(CRASH),$(wildcard tests/crash/*.t))
# Likewise
POSTGRES := tests/postgres/conformance.t
POSTGRES += $(filter-out $(POSTGRES),$(wildcard tests/postgres/*.t))
# Tests of tools also wait for clocks and servers: more of them at once than there are processors
AT_ONCE ?= $(shell echo $$(($$(nproc) + 2)))
FUZZ   := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
BENCH  := $(patsubst tests/bench/%.c,$(B)/bench/%,$(filter-out $(WITHOUT),$(wildcard tests/bench/bench_*.c)))
FAKE_LLM := $(B)/tests/fake-llm/fake-llm
MAN    := $(wildcard man/*.[1578])
# Shell over the tools, and the parts that it is put together from
SCRIPTS := $(patsubst scripts/%,$(B)/bin/%,$(wildcard scripts/rq-*))
NIGHT  := $(patsubst scripts/%,$(B)/share/rq/%,$(wildcard scripts/night/*.sh))
# Data that a person may replace; found from $(B)/bin as from $(BINDIR)
SHARED := $(B)/share/rq/models.json

.PHONY: all build-tests check check-unit check-cli check-crash check-postgres check-hosts check-fuzz check-deps valgrind bench bench-scale bench-quality bench-torture soak mutate reached fuzz coverage \
        lint lint-layers lint-marks lint-format lint-tidy lint-cppcheck lint-man lint-sh analyze install deb check-deb clean
all: $(TOOLS) $(SCRIPTS) $(NIGHT) $(SHARED)

check-deps:
	@$(PKG_CONFIG) --exists $(DEPS) || { echo "missing libraries: run scripts/deps" >&2; exit 1; }
$(B)/%.o: %.c Makefile VERSION | check-deps
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
# A data file becomes an object: _binary_NAME_start, _binary_NAME_end
$(EMBED): $(B)/%.o: %
	@mkdir -p $(@D)
	$(call say,EMBED)cd $(<D) && ld -r -b binary -z noexecstack -o $(CURDIR)/$@ $(<F)
$(B)/share/rq/%: lib/engine/%
	@mkdir -p $(@D)
	$(call say,COPY)cp $< $@
$(SCRIPTS): $(B)/bin/%: scripts/%
	@mkdir -p $(@D)
	$(call say,COPY)$(INSTALL) -m 0755 $< $@
$(NIGHT): $(B)/share/rq/%: scripts/%
	@mkdir -p $(@D)
	$(call say,COPY)$(INSTALL) -m 0644 $< $@
$(LIB): $(OBJS)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^
$(B)/bin/%: $(B)/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(DEP_LIBS)
$(B)/tests/%.o: WARN := -Wall -Wextra
# What is tested is optimised; the test of it takes a third of the time to compile without
$(B)/tests/unit/%.o: flags.asan += -O0
$(B)/tests/unit/%.t: $(B)/tests/unit/%.o $(LIB)
	$(call say,LD)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(DEP_LIBS) $(CMOCKA_LIBS)
# The provider that tests and benches talk to instead of a real one
$(FAKE_LLM): $(patsubst %.c,$(B)/%.o,$(wildcard tests/fake-llm/*.c)) $(LIB)
	$(call say,LD)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(DEP_LIBS) -lmicrohttpd
$(B)/bench/%: $(B)/tests/bench/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(DEP_LIBS) $(CMOCKA_LIBS)
# With MODE=fuzz libFuzzer supplies main(); otherwise replay.c does, so that the
# corpus is an ordinary regression test under every compiler.
ifeq ($(MODE),fuzz)
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) -fsanitize=fuzzer,address,undefined -Wl,--as-needed -o $@ $^ $(DEP_LIBS)
else
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(DEP_LIBS)
endif
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)

# --- tests -----------------------------------------------------------------------
build-tests: all $(UNITS) $(FAKE_LLM) $(FUZZ)
check: check-unit check-cli check-crash check-postgres check-fuzz
check-unit: $(UNITS) $(FAKE_LLM)
	$(PROVE) -j2 --exec 'sh tests/unit/tap.sh' $(UNITS)
	$(if $(filter $(UNITS),$(ENCRYPTED)),RQ_TEST_KEY=yes $(PROVE) -j2 --exec 'sh tests/unit/tap.sh' $(filter $(UNITS),$(ENCRYPTED)))
check-cli: all $(FAKE_LLM)
	PATH="$(CURDIR)/$(B)/bin:$(CURDIR)/$(dir $(FAKE_LLM)):$$PATH" RQ_TREE="$(CURDIR)" \
	  LSAN_OPTIONS="suppressions=$(CURDIR)/tests/unit/lsan.supp:print_suppressions=0" \
	  $(PROVE) -j$(AT_ONCE) --exec sh $(CLI)
# Failpoints are compiled into the debug build only.
check-crash:
	@$(MAKE) --no-print-directory MODE=debug all build/debug/tests/fake-llm/fake-llm build/debug/tests/preload/faults.so build/debug/tests/preload/clock.so \
	  $(patsubst tests/crash/%.c,build/debug/tests/crash/%,$(wildcard tests/crash/*.c))
	PATH="$(CURDIR)/build/debug/bin:$(CURDIR)/build/debug/tests/fake-llm:$$PATH" RQ_TREE="$(CURDIR)" $(PROVE) -j$(AT_ONCE) --exec sh $(CRASH)
# Loaded into tools in place of what it wraps: a disk that fails
$(B)/tests/preload/%.so: tests/preload/%.c
	@mkdir -p $(@D)
	$(call say,LD)$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -fPIC -shared -o $@ $< -ldl
$(B)/tests/crash/%: $(B)/tests/crash/%.o $(LIB)
	$(call say,LD)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(DEP_LIBS)
# NIGHTS of PEOPLE each, against a provider that misbehaves
soak: export NIGHTS ?= 30
soak: export PEOPLE ?= 100
soak:
	@$(MAKE) --no-print-directory MODE=debug all build/debug/tests/fake-llm/fake-llm
	PATH="$(CURDIR)/build/debug/bin:$(CURDIR)/build/debug/tests/fake-llm:$$PATH" RQ_TREE="$(CURDIR)" $(PROVE) --verbose --exec sh tests/crash/soak.t
# Breaks in single places that no unit test notices; MUTATE="--seconds=3600 guard"
mutate: ; scripts/mutate $(MUTATE)
reached: ; scripts/reached
# A server of their own, on a socket; skipped where none is installed.
check-postgres: all $(UNITS) $(FAKE_LLM)
	@$(MAKE) --no-print-directory MODE=debug build/debug/tests/crash/store_scenario build/debug/bin/rq-admin
	PATH="$(CURDIR)/$(B)/bin:$(CURDIR)/$(dir $(FAKE_LLM)):$$PATH" RQ_TREE="$(CURDIR)" RQ_BUILD="$(B)" $(PROVE) -j$(AT_ONCE) --exec sh $(POSTGRES)
# The same for hosts in networks of their own, for a quarter of an hour (needs root)
check-hosts: export EVENTS ?= 200
check-hosts: export TASKS ?= 5000
check-hosts: export RATE ?= 600
check-hosts: all $(FAKE_LLM)
	PATH="$(CURDIR)/$(B)/bin:$(CURDIR)/$(dir $(FAKE_LLM)):$$PATH" RQ_TREE="$(CURDIR)" $(PROVE) --verbose --exec sh tests/postgres/hosts.t
check-fuzz: $(FUZZ)
	@for f in $(FUZZ); do n=$${f##*/fuzz_}; $$f tests/fuzz/corpus/$$n/* || exit 1; done
VALGRIND := valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
            --suppressions=tests/unit/valgrind.supp
valgrind: $(UNITS) $(FAKE_LLM)
	$(PROVE) -j2 --exec 'sh tests/unit/tap.sh $(VALGRIND)' $(UNITS)
bench: $(TOOLS) $(BENCH) $(FAKE_LLM)
	@PATH="$(CURDIR)/$(B)/bin:$(CURDIR)/$(B)/bench:$(CURDIR)/$(dir $(FAKE_LLM)):$$PATH" RQ_TREE="$(CURDIR)" sh scripts/bench
# A store of TASKS beside a small one, and thirty nights: a quarter of an hour, and 4 GB in /var/tmp
bench-scale: $(B)/bench/bench_scale
	@$< $(or $(TASKS),1000000)
bench-quality: $(TOOLS)
	@PATH="$(CURDIR)/$(B)/bin:$$PATH" RQ_TREE="$(CURDIR)" tests/bench/ingest-quality
bench-torture: $(TOOLS)
	@PATH="$(CURDIR)/$(B)/bin:$$PATH" RQ_TREE="$(CURDIR)" tests/bench/ingest-torture
fuzz: $(FUZZ)
	@for f in $(FUZZ); do n=$${f##*/fuzz_}; mkdir -p build/corpus/$$n; \
	  $$f -max_total_time=$${SECONDS_EACH:-60} -timeout=5 -rss_limit_mb=1024 \
	    -artifact_prefix=build/corpus/ build/corpus/$$n tests/fuzz/corpus/$$n || exit 1; done
coverage:
	$(MAKE) MODE=coverage check-unit check-cli
	@find lib -name '*.c' | while read -r f; do gcov -n -o build/coverage/$${f%/*} $$f 2>/dev/null | \
	  grep -A1 "^File '$$f'" | paste - - ; done | sed "s/^File '//; s/'.*executed:/ /"

# --- static checks -----------------------------------------------------------------
SRC := $(wildcard lib/*/*.[ch] cmd/*.c tests/*/*.[ch])
lint: lint-layers lint-marks lint-format lint-tidy lint-cppcheck lint-man lint-sh
lint-layers: ; @scripts/check-layers
# What a merge leaves where two sides did not agree
lint-marks: ; @! git grep -nE '^(<{7}|>{7})( |$$)'
lint-format: ; @clang-format --dry-run --Werror $(SRC)
lint-tidy:
	@printf '%s\n' $(wildcard lib/*/*.c cmd/*.c) | xargs -P "$$(nproc)" -n 4 sh -c \
	  'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- -std=c11 $(subst ','\'',$(CPPFLAGS_OURS)) 2>/dev/null' tidy
# ctuuninitvar takes the address of an array member for a read of it. Jansson's
# loops are macros whose header cppcheck does not see.
lint-cppcheck: ; @cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	--error-exitcode=1 --suppress=missingIncludeSystem --suppress=ctuuninitvar -D_GNU_SOURCE \
	'-Djson_array_foreach(a,i,v)=for(i=0;(v=json_array_get(a,i));i++)' \
	'-Djson_object_foreach(o,k,v)=for(k=0;(v=json_object_get(o,k));)' -Ilib lib cmd
lint-man: ; @$(MANDOC) -Tlint -Wwarning $(MAN)
lint-sh: ; @shellcheck -x $(wildcard tests/*/*.t tests/*/*.sh) $(filter-out %.awk %/night %/mutate %/reached,$(wildcard scripts/* scripts/night/*)) .ci/run
analyze: ; @$(MAKE) MODE=debug CFLAGS='-fanalyzer' B=build/analyze all

# --- install -------------------------------------------------------------------------
install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/bash-completion/completions \
	  $(DESTDIR)$(DATADIR)/rq/night
	$(INSTALL) -m 0755 $(TOOLS) $(SCRIPTS) $(DESTDIR)$(BINDIR)
	$(INSTALL) -m 0644 $(SHARED) $(DESTDIR)$(DATADIR)/rq
	$(INSTALL) -m 0644 $(NIGHT) $(DESTDIR)$(DATADIR)/rq/night
	for s in 1 5 7 8; do $(INSTALL) -d $(DESTDIR)$(MANDIR)/man$$s; \
	  $(INSTALL) -m 0644 man/*.$$s $(DESTDIR)$(MANDIR)/man$$s; done
	$(INSTALL) -m 0644 scripts/completion.bash $(DESTDIR)$(DATADIR)/bash-completion/completions/rq
	$(INSTALL) -d $(DESTDIR)$(UNITDIR)
	$(INSTALL) -m 0644 examples/night/rq-nightly.service examples/night/rq-nightly.timer $(DESTDIR)$(UNITDIR)
	for t in $(notdir $(TOOLS) $(SCRIPTS)); do ln -sf rq $(DESTDIR)$(DATADIR)/bash-completion/completions/$$t; done
# A Debian package of the release build, in build/deb; check-deb installs it in a new system
deb:
	@$(MAKE) MODE=release all
	scripts/make-deb
check-deb: deb
	RQ_TREE="$(CURDIR)" $(PROVE) --exec sh tests/deb/*.t
clean:
	rm -rf build
