#!/usr/bin/env python3
"""browse.py [OPTION]... PAGE: opens a file in headless Chromium and evaluates each line of standard
input as JavaScript in it; prints each value as a line of JSON. "keys: a Tab Enter" presses keys.
With --slowly the end of the page comes at the line "rest:" only."""

import argparse
import base64
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time


class Slow(http.server.ThreadingHTTPServer):
    """Serves a page on the loopback, its last KEPT bytes when `rest` is set."""

    KEPT = 3000
    daemon_threads = True

    def __init__(self, page):
        self.page = page.read_bytes()
        self.rest = threading.Event()
        super().__init__(("127.0.0.1", 0), Slow.Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(self.server.page)))
            self.end_headers()
            self.wfile.write(self.server.page[:-Slow.KEPT])
            self.server.rest.wait()
            self.wfile.write(self.server.page[-Slow.KEPT:])


class Browser:
    """Chromium, spoken to by its debugging pipe: messages end in NUL."""

    def __init__(self, width):
        self.folder = tempfile.mkdtemp(prefix="rq-browse.")
        their_in, self.to = os.pipe()
        self.back, their_out = os.pipe()
        command = [shutil.which("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu",
                   "--disable-dev-shm-usage", "--remote-debugging-pipe", "--no-first-run",
                   f"--window-size={width},900", f"--user-data-dir={self.folder}",
                   "about:blank"]

        def arrange():
            os.dup2(their_in, 30)
            os.dup2(their_out, 31)
            os.dup2(30, 3)
            os.dup2(31, 4)

        self.process = subprocess.Popen(command, preexec_fn=arrange, pass_fds=(3, 4),
                                        stderr=subprocess.DEVNULL)
        self.number = 0
        self.held = b""
        self.session = None

    def read(self):
        while b"\0" not in self.held:
            piece = os.read(self.back, 65536)
            if not piece:
                sys.exit("the browser is gone")
            self.held += piece
        message, self.held = self.held.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        request = {"id": self.number, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.to, json.dumps(request).encode() + b"\0")
        while True:
            message = self.read()
            if message.get("id") == self.number:
                return message.get("result", message)

    def open(self, how):
        target = self.call("Target.createTarget", url="about:blank")
        attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self.session = attached["sessionId"]
        self.call("Emulation.setDeviceMetricsOverride", width=how.width, height=900,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media="print" if how.paper else "screen",
                  features=[{"name": "prefers-color-scheme",
                             "value": "dark" if how.dark else "light"}])
        if how.no_script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        if how.first_key:
            self.call("Performance.enable")
        if how.slowly:
            self.server = Slow(how.page)
            self.call("Page.navigate", url=f"http://127.0.0.1:{self.server.server_port}/")
            self.wait('!!document.querySelector(".tools input")')
            return
        self.call("Page.navigate", url=how.page.resolve().as_uri())
        if how.first_key:
            print(json.dumps(self.first_key()))
        self.wait('location.protocol === "file:" && document.readyState === "complete"')

    def rest(self):
        self.server.rest.set()
        self.wait('document.readyState === "complete"')

    def wait(self, condition):
        while not self.evaluate(condition):
            time.sleep(0.02)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            sys.exit(answer["exceptionDetails"]["exception"].get("description", "failed"))
        return answer["result"].get("value")

    def press(self, names):
        """Real keys, one after the other: "Tab", "Enter", a letter."""
        texts = {"Enter": "\r", "Space": " ", "Tab": ""}
        codes = {"Enter": 13, "Space": 32, "Tab": 9}
        for name in names:
            self.call("Input.dispatchKeyEvent", type="keyDown", text=texts.get(name, name),
                      key=" " if name == "Space" else name,
                      windowsVirtualKeyCode=codes.get(name, ord(name[0])))
            self.call("Input.dispatchKeyEvent", type="keyUp", key=name)

    def first_key(self):
        """Types a letter into the page's filter as soon as there is one. When the browser had
        handled it and when the page had all rows and answered, in ms since navigation began, by
        its own timeline; and the processor time of the page's process until the former."""
        self.wait('!!document.querySelector(".tools input")')
        self.evaluate('document.querySelector(".tools input").focus()')
        self.call("Input.dispatchKeyEvent", type="keyDown", key="a", text="a")
        handled = self.evaluate("""new Promise((done) => new PerformanceObserver((list) =>
            done(list.getEntries()[0].processingEnd)).observe({ type: "first-input", buffered: true }))""")
        metrics = {one["name"]: one["value"] for one in self.call("Performance.getMetrics")["metrics"]}
        answered = self.evaluate("""new Promise((done) => { const look = () =>
            document.querySelector(".turn span").textContent ? done(performance.now())
                : setTimeout(look, 5); look(); })""")
        return {"first_key_ms": round(handled), "answered_ms": round(answered),
                "cpu_ms": round(metrics["ProcessTime"] * 1000)}

    def picture(self, width):
        height = min(self.evaluate("document.documentElement.scrollHeight"), 16000)
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


parser = argparse.ArgumentParser()
parser.add_argument("page", type=pathlib.Path)
parser.add_argument("--width", type=int, default=1280)
parser.add_argument("--dark", action="store_true", help="as who prefers dark colors")
parser.add_argument("--paper", action="store_true", help="as it is printed")
parser.add_argument("--no-script", action="store_true", help="the page's own script does not run")
parser.add_argument("--first-key", action="store_true", help="when the filter took a letter, first")
parser.add_argument("--slowly", action="store_true", help="its end comes when it is asked for")
parser.add_argument("--picture", type=pathlib.Path, help="a PNG of the page, made at the end")
options = parser.parse_args()
browser = Browser(options.width)
try:
    browser.open(options)
    for line in sys.stdin:
        if line.startswith("keys: "):
            browser.press(line.split()[1:])
            continue
        if line == "rest:\n":
            browser.rest()
            continue
        print(json.dumps(browser.evaluate(line), ensure_ascii=False))
    if options.picture:
        options.picture.write_bytes(browser.picture(options.width))
finally:
    browser.close()
