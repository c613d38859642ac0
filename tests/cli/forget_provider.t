#!/bin/sh
# rq-admin forget: what a provider was told of a person, in recordings and in batches.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

head -n 1 resumes >her
candidate=$(jq -r .candidate_id her)
email=$(jq -r .resume.basics.email her)
# how a line begins that she alone wrote
jq -r '.resume.work[0].highlights[0]' her | cut -c 1-30 >line
exchanges() { [ "$(find kept -name "*.$1" | wc -l)" -eq "$2" ]; }
nothing_of_her() { ! grep -rqF -f line kept; }

# --- recordings
serve
queue 3
mkdir kept
cp tasks in
run rq-optimize --record=kept
ok 'three people are told of' exchanges response 3
ok 'one of them is she' [ "$(grep -rlF -f line kept | grep -c request)" -eq 1 ]
ok 'in two files each' exchanges request 3
ok 'the provider is not told who she is' [ "$(grep -rlF "$candidate" kept | grep -c request)" -eq 0 ]
: >in
cp -R kept before
run rq-admin forget "$candidate" --recordings=kept
ok 'she is forgotten' exits 0
ok 'with her recording' equals '1 1' '"\(.tasks) \(.recordings)"' out
ok 'nothing of her is in the folder' nothing_of_her
ok 'but what the others said and were told' eval 'exchanges response 2 && exchanges request 2'
cp out receipt
rm -rf kept && cp -R before kept
run rq-admin forget --email="$email" --recordings=kept
ok 'a folder that comes to light later is looked through, too' equals '0 1' '"\(.tasks) \(.recordings)"' out
ok 'which is no complaint' exits 0
ok 'and found by her address' nothing_of_her
run rq-admin forget "$candidate" --recordings=elsewhere
ok 'a folder that is not there is named' says elsewhere
ok 'and fatal' exits 3

# --- batches
serve --batch-delay=60s
queue 3
run rq-optimize --batch=submit
ok 'three are in a batch' counts 3 '.status == "submitted"'
run rq-admin forget "$candidate"
ok 'she is forgotten there, too' equals 1 .tasks out
ok 'the receipt names the batch that has a line of her' equals '1 true' \
	'"\(.batches | length) \(.batches[0].certain)"' out
ok 'as the provider calls it' equals true '.batches[0].remote_id | startswith("batch")' out
ok 'and the file it is in' equals 1 '.batches[0].files | length' out
cat out >>receipt
run rq-admin check
ok 'the store is whole' exits 0
queue 3
run rq-optimize --drain --engine=local
run rq-admin forget "$candidate"
ok 'who was in no batch is told of none' equals 0 '.batches | length' out
if python3 -c 'import jsonschema' 2>/dev/null; then
	ok 'receipts keep their schema' python3 "$tree/tests/cli/check_records.py" <receipt
fi
done_testing
