#!/bin/sh
# rq-report --bias-canary and --groups: whether who somebody is changes what becomes of them.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

# work_on JOB: a new store with a result for each example résumé
work_on() {
	rm -rf "$RQ_STORE"
	rq-enqueue --job "$1" <resumes >tasks && rq-optimize <tasks >results
}
rq-ingest "$tree/examples/resumes.zip" >resumes
ok 'results are made' work_on "$tree/examples/jobs/backend.txt"

run rq-report --store="$RQ_STORE" --bias-canary --sample=8 --format=json
ok 'names, pronouns and schools move nothing' exits 0
ok 'of as many as were asked for' equals 8 .bias.sample out
ok 'each with every name' equals '[8,8,8,8,8,8,8]' '[.bias.swaps[] | select(.kind == "names").runs] | tojson' out
ok 'nothing is told as moved' equals '[]' '.bias.moved | tojson' out
cp out first
run rq-report --store="$RQ_STORE" --bias-canary --sample=8 --format=json
ok 'the sample is the same the next time' cmp out first
run rq-report --store="$RQ_STORE" --bias-canary
ok 'there is a table for a person' holds out 'Lakisha Washington'

RQ_NOW=+1d RQ_KEEP_RESUMES=1h rq-admin --store="$RQ_STORE" expire >expired
run rq-report --store="$RQ_STORE" --bias-canary --sample=8
ok 'a canary that could try nothing is no good sign' exits 1
ok 'and says why' holds out '0 results made again by the local engine, 8 could not be: '
ok 'on standard error, too' says 'nothing was tried'

# A posting that asks for what people are called, and for where they studied
cat >biased.json <<'END'
{"title":"Engineer","text":"We want Greg, from Howard University.","requirements":[
	{"id":"m1","kind":"must","weight":3,"any":["Greg"]},
	{"id":"m2","kind":"must","weight":3,"any":["Howard University"]},
	{"id":"m3","kind":"must","weight":3,"any":["she"]}]}
END
ok 'a job may ask for the wrong things' work_on biased.json
run rq-report --store="$RQ_STORE" --bias-canary --format=json
ok 'the canary says so' exits 1
ok 'which name moved scores' equals 'Greg Baker' '[.bias.swaps[] | select(.kind == "names" and .moved > 0).swap] | join(",")' out
ok 'which school' equals 'Howard University' '[.bias.swaps[] | select(.kind == "schools" and .moved > 0).swap] | join(",")' out
ok 'and from where to where' equals true '.bias.moved | length > 0 and all(.before != .after)' out
run rq-report --store="$RQ_STORE" --bias-canary
ok 'a person is told too' holds out 'Howard University: evidence 0 → '

# --- groups

ok 'results for groups' work_on "$tree/examples/jobs/backend.txt"
# a: 3 of 4 approved; b: 1 of 2; c: one who is undecided; the others are unknown
jq -r .candidate_id <results | sort -u >people
{
	printf 'candidate_id;sex;race\r\n'
	sed -n '1,4s/$/;f;"a; or b"/p;5,6s/$/;m;c/p;7s/$/;=cmd;d/p' people
} >groups.csv
jq -c --rawfile people people '($people | split("\n")) as $p | .candidate_id as $id | ($p | index($id)) as $i |
	select($i < 6) | {type: "decision", v: 1, task_id, decision: (if [0, 1, 2, 4] | contains([$i]) then "approved" else "rejected" end)}' \
	<results >in
run rq-admin review
: >in
run rq-report --store="$RQ_STORE" --groups=groups.csv --format=json
ok 'groups are told' exits 0
figure() { equals "$2" ".groups.groups[] | select(.by == \"sex\").categories[] | select(.category == \"${1%:*}\").${1#*:}" out; }
ok 'who was selected' figure f:selected 3
ok 'over those about whom somebody decided' figure f:selection_rate 7500
ok 'against the best group' figure m:selection_impact 6666
ok 'which is 1' figure f:selection_impact 10000
ok 'nobody decided, no rate' figure =cmd:selection_rate null
ok 'the rest is unknown' equals 13 '.groups.groups[0].unknown' out
median=$(jq -s 'map(.score.before.evidence) | sort | (.[9] + .[10]) / 2' <results)
above=$(jq -s --rawfile people people --argjson m "$median" '($people | split("\n")[:4]) as $p |
	[.[] | select(.score.before.evidence > $m and (.candidate_id as $id | $p | contains([$id])))] | length' <results)
ok 'scores count when they are above the median of all' figure f:above_median "$above"
ok 'ways are taken together' equals 'f / a; or b' '.groups.groups[] | select(.by == "together").categories[0].category' out
run rq-report --store="$RQ_STORE" --groups=groups.csv
ok 'for a person, what is below four fifths is marked' grep -q 'm .* 0.66!' out

for text in 'name,sex' 'candidate_id' ''; do
	printf '%s\nx,y\n' "$text" >bad.csv
	run rq-report --store="$RQ_STORE" --groups=bad.csv
	ok "a file that groups nobody is refused: $text" exits 2
done
{ printf 'candidate_id,sex\n"'; head -c 1000000 /dev/zero | tr '\0' x; } >bad.csv
run rq-report --store="$RQ_STORE" --groups=bad.csv
ok 'a line without end is named' says 'bad.csv: line 2: '
run rq-report --store="$RQ_STORE" --groups=nowhere.csv
ok 'so is a file that is not there' says 'nowhere.csv'
run rq-report --store="$RQ_STORE" --bias-canary --format=html
ok 'it is no page' exits 2
islander='Native Hawaiian or Other Pacific Islander'
{ echo candidate_id,race,sex; sed -n "1s/\$/,$islander,Female/p;2s/\$/,$islander,Male/p" people; } >groups.csv
run rq-report --store="$RQ_STORE" --groups=groups.csv
ok 'names that are long are told apart' holds out "$islander / Female"

# rows that end early, of a file of many columns
{ printf candidate_id; seq -s '' -f ',way %g' 100; sed 's/$/,f/' people; } >groups.csv
run rq-report --store="$RQ_STORE" --groups=groups.csv --format=json
ok 'a row may end early' exits 0
ok 'what it does not say is unknown' equals '0 20 20' '.groups.groups | "\(.[0].unknown) \(.[1].unknown) \(.[-1].unknown)"' out
seq 1 150 | sed 's/.*/&,g&/' >many.csv
{ echo candidate_id,sex; paste -d, people people | head -20; cat many.csv; } >groups.csv
run rq-report --store="$RQ_STORE" --groups=groups.csv --format=json
ok 'many groups are told apart' equals 20 '.groups.groups[0].categories | length' out

# a byte of a task's record changed: the record has a checksum
sed 's/$/,Female/;1i candidate_id,sex' people >groups.csv
LC_ALL=C sed 's/maeve-sullivan[.]md/maeve-sullivan,md/g' "$RQ_STORE/data.mdb" >damaged
cat damaged >"$RQ_STORE/data.mdb"
run rq-report --store="$RQ_STORE" --bias-canary --groups=groups.csv --format=json
ok 'one damaged task is an error' exits 1
ok 'a single one' test "$(grep -c 'whose record is damaged' err)" -eq 1
ok 'the others are tried' equals 19 .bias.sample out
ok 'and grouped' equals 19 '.groups.groups[0].categories[0].results' out
done_testing
