# shellcheck shell=bash
# bash completion for the rq tools. Options and their fixed values are read from
# the tool's own --help, so there is no list here to keep in step.

# The fixed values of an option ("auto|always|never"), one a line
_rq_values() {
	"$1" --help 2>/dev/null | sed -n "s/^.*$2=\([a-z]*|[a-z|]*\).*/\1/p" | tr '|' '\n'
}

# The commands that rq-admin --help lists
_rq_commands() {
	"$1" --help 2>/dev/null | sed -n '/^  -/q; s/^  \([a-z][a-z]*\)  .*/\1/p'
}

_rq_options() {
	"$1" --help 2>/dev/null | sed -n 's/^  \(-., \|    \)\(--[a-z-]*=\{0,1\}\).*/\2/p'
}

_rq_complete() {
	local tool=$1 word=$2 before=$3 option='' replies='' i

	# "--format=t" arrives as three words: the option, "=" and "t"
	if [[ $word == '=' ]]; then
		option=$before word=''
	elif [[ $before == '=' ]]; then
		option=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $before == --* ]]; then
		option=$before
	fi
	[[ $option == --* ]] && replies=$(_rq_values "$tool" "$option")
	if [[ -z $replies && $word == -* ]]; then
		replies=$(_rq_options "$tool")
	elif [[ -z $replies && ${tool##*/} == rq-admin && -z $option ]]; then
		replies=$(_rq_commands "$tool")
		for ((i = 1; i < COMP_CWORD; i++)); do
			grep -qxF -- "${COMP_WORDS[i]}" <<<"$replies" && replies='' && break
		done
	fi
	mapfile -t COMPREPLY < <(compgen -W "$replies" -- "$word")
	[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
	[[ -n $replies ]] && compopt +o default
	return 0
}

complete -o default -F _rq_complete rq-ingest rq-enqueue rq-optimize rq-report rq-review rq-export rq-notify rq-admin \
	rq-nightly rq-batch rq-simulate rq-gateway rq-scale
