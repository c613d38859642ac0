# shellcheck shell=sh
# rq-gateway behind lighttpd, by examples/gateway/lighttpd.conf, on a port of its own.

# serve_gateway: for the tokens in ./tokens, on $RQ_STORE; sets $server (its process) and $url,
# complaints are in ./log
serve_gateway() {
	gateway_port=$((20000 + $$ % 20000))
	url=http://127.0.0.1:$gateway_port
	mkdir empty tmp
	sed "s|8080|$gateway_port|; s|/var/empty|$PWD/empty|; s|/var/lib/rq/gateway.log|$PWD/log|; s|/var/tmp|$PWD/tmp|
		s|/usr/bin/rq-gateway|$(command -v rq-gateway)|g; s|/var/lib/rq/store|$RQ_STORE|
		s|/etc/rq/tokens|$PWD/tokens|; s|/run/rq-gateway|$PWD/state|" "$RQ_TREE/examples/gateway/lighttpd.conf" >conf
	lighttpd -D -f conf >/dev/null 2>&1 &
	# shellcheck disable=SC2034 # for who calls it
	server=$!
	for _ in $(seq 100); do curl -s "$url" >/dev/null && break; sleep 0.1; done
}
