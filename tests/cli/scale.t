#!/bin/sh
# rq-scale: as many optimizers as the queue needs.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

for need in jq nproc; do
	command -v $need >/dev/null || {
		skip 'rq-scale' "no $need here"
		done_testing
	}
done
mkdir stand-in
real=$PATH
# It works on nothing, so the queue stays as deep as a test wants it
printf '#!/bin/sh\necho $$ "$@" >>%s/started\nexec sleep 120\n' "$work" >stand-in/rq-optimize
chmod +x stand-in/rq-optimize
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT

scale() {
	PATH=$work/stand-in:$real
	env --default-signal=INT rq-scale --every=1 "$@" </dev/null >/dev/null 2>err &
	pid=$!
	PATH=$real
}
# shellcheck disable=SC2094 # "started" is a variable as well
alive() {
	count=0
	while read -r started _; do
		! kill -0 "$started" 2>/dev/null || count=$((count + 1))
	done <started
	[ "$count" -eq "$1" ]
}
end() { # SIGNAL STATUS
	kill -s "$1" "$pid"
	status=0
	wait "$pid" || status=$?
	pid=''
	[ "$status" -eq "$2" ] && await 30 alive 0
}

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" >resumes
rq-enqueue --job "$backend" <resumes >/dev/null

true >started
scale --min=1 --max=3 --tasks=5 --patience=1 -- --engine=local
ok 'a deep queue has as many as may be' await 30 alive 3
ok 'with the options that were given' test "$(grep -c -- '--watch --engine=local$' started)" -eq 3
read -r victim _ <started
kill -9 "$victim"
followed() { [ "$(wc -l <started)" -eq 4 ]; }
ok 'one that dies is followed by another' await 30 followed
ok 'so there are as many again' await 30 alive 3
rq-admin cancel --all >/dev/null
ok 'when nothing is left to do, only the fewest stay' await 30 alive 1
ok 'which is said' says 'tasks: 2 -> 1'
ok 'on SIGTERM it stops them and itself' end TERM 143

true >started
store=$RQ_STORE RQ_STORE=$work/nowhere
scale --min=1 --max=2
ok 'a store that does not answer is told of' await 30 says 'does not tell its counters'
ok 'and waited for' kill -0 "$pid"
ok 'until it is stopped' end TERM 143
RQ_STORE=$store

true >started
scale --min=0 --max=2 --tasks=5
rq-enqueue --job "$tree/examples/jobs/nurse.md" --not-before=2100-01-01T00:00:00Z <resumes >/dev/null
sleep 3
ok 'none at all, where that is allowed and no task is due' alive 0
head -n 6 resumes | rq-enqueue --job "$tree"/examples/jobs-json/data-analyst.json >/dev/null
ok 'those that are due get theirs' await 30 alive 2
ok 'on SIGINT it stops them, too' end INT 130

rq-admin cancel --all >/dev/null
head -n 1 resumes | rq-enqueue --job "$backend" --priority=0 --force >/dev/null
true >started
scale --min=1 --max=3 --tasks=50 --wait=0
ok 'a task that waits too long brings one more, and one more' await 30 alive 3
ok 'and all end' end TERM 143

# units: what systemctl is told
cat >stand-in/systemctl <<END
#!/bin/sh
echo "\$*" >>"$work/told"
case \$1 in
is-active) [ -e "$work/active-\$3" ] ;;
start) true >"$work/active-\$2" ;;
stop) rm "$work/active-\$3" ;;
esac
END
chmod +x stand-in/systemctl
once() {
	: >told
	PATH=$work/stand-in:$real
	run rq-scale --once --unit=rq-optimize --max=4 --tasks=5 "$@"
	PATH=$real
}
rq-enqueue --job "$backend" --force <resumes >/dev/null
once
ok 'instances of a unit are started' test "$(grep -c '^start rq-optimize@[1-4]$' told)" -eq 4
once
ok 'once' lacks told start
rq-admin cancel --all >/dev/null
once
ok 'and the last is stopped when nothing is left to do' test "$(grep '^stop' told)" = 'stop --no-block rq-optimize@4'
once --min=3
ok 'but not more than there have to be' lacks told stop

for wrong in --min=x --max=0 '--min=3 --max=2' --tasks=0 --every=-1 --unit=a/b --once --frequently; do
	# shellcheck disable=SC2086 # several words
	run rq-scale $wrong
	ok "$wrong is called wrongly" exits 2
done

# and with real ones
rq-enqueue --job "$backend" --force <resumes >/dev/null
rq-scale --every=1 --max=2 --tasks=5 </dev/null >/dev/null 2>err &
pid=$!
all_done() { rq-admin stats --json | jq -e '.tasks.done >= 20'; }
ok 'the queue is done' await 30 all_done
kill "$pid"
status=0
wait "$pid" || status=$?
pid=''
ok 'and nothing stays in hand' test "$(rq-admin stats --json | jq .tasks.leased)" -eq 0

done_testing
