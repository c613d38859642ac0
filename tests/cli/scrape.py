#!/usr/bin/env python3
"""scrape.py METRICS RULES DASHBOARD DIR: a real Prometheus scrapes a file of metrics.

A server of its own hands the file out as the node exporter's collector would; Prometheus
scrapes it, loads the rules, and answers what the seven figures of the old system and the
dashboard's panels ask. Prints a line a figure: NAME, a tab, the number of series, or the
error; and a line a panel and a rule: its name, a tab, "ok" or what is wrong. Ends with 1
when the file was never scraped.
"""

import http.server
import json
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

PATIENCE = 60  # seconds until Prometheus has scraped
FIGURES = {  # of the old system, by the metrics that tell them now
    "requests per second": "sum(rate(rq_requests_total[1m]))",
    "processing time": "rq_call_duration_seconds_sum / rq_call_duration_seconds_count",
    "queue depth": 'sum(rq_tasks{status=~"queued|retry|leased|submitted"})',
    "API call rate": "sum by (model) (rate(rq_calls_total[1m]))",
    "error rate": 'sum(rq_attempts_total{ending=~"retry|dead"}) / sum(rq_attempts_total)',
    "cache hit rate": 'sum(rq_requests_total{answer="cached"}) / sum(rq_requests_total{answer!="duplicate"})',
    "store query time": "histogram_quantile(0.95, rq_store_commit_duration_seconds_bucket)",
}


def serve(path):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            with open(path, "rb") as file:
                body = file.read()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, target, rules, port):
    config = f"{folder}/prometheus.yml"
    with open(config, "w", encoding="utf-8") as file:
        json.dump({  # JSON is YAML
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [rules],
            "scrape_configs": [{"job_name": "rq", "static_configs": [{"targets": [f"127.0.0.1:{target}"]}]}],
        }, file)
    with open(f"{folder}/prometheus.log", "wb") as log:
        return subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}/tsdb",
             f"--web.listen-address=127.0.0.1:{port}"], stdout=log, stderr=log)


def ask(port, path, **query):
    url = f"http://127.0.0.1:{port}/api/v1/{path}?{urllib.parse.urlencode(query)}"
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        text = error.read()
        return json.loads(text) if text.startswith(b"{") else {"status": "error", "error": str(error)}
    except OSError as error:
        return {"status": "error", "error": str(error)}


def series(port, expression):
    answer = ask(port, "query", query=expression)
    return answer["data"]["result"] if answer["status"] == "success" else answer["error"]


def told(name, found):
    finite = found if isinstance(found, str) else len([s for s in found if s["value"][1] not in ("NaN", "+Inf")])
    print(f"{name}\t{finite}")


def panels(dashboard):
    with open(dashboard, encoding="utf-8") as file:
        for panel in json.load(file)["panels"]:
            for target in panel.get("targets", []):
                yield panel["title"], re.sub(r"\$__(rate_)?interval", "1m", target["expr"])


def question(port, dashboard):
    for name, expression in FIGURES.items():
        told(name, series(port, expression))
    for title, expression in panels(dashboard):
        found = series(port, expression)
        print(f"panel {title}\t{found if isinstance(found, str) else 'ok'}")
    for group in ask(port, "rules")["data"]["groups"]:
        for rule in group["rules"]:
            print(f"rule {rule['name']}\t{rule['health']}")


def main():
    metrics, rules, dashboard, folder = sys.argv[1:]
    port = free_port()
    prometheus = start(folder, serve(metrics), rules, port)
    try:
        deadline = time.monotonic() + PATIENCE
        enough = "min_over_time(up[1m]) == 1 and count_over_time(up[1m]) >= 4"
        while not isinstance(series(port, enough), list) or not series(port, enough):
            if time.monotonic() > deadline or prometheus.poll() is not None:
                return 1
            time.sleep(0.5)
        question(port, dashboard)
        return 0
    finally:
        prometheus.kill()
        prometheus.wait()


sys.exit(main())
