-- For wrk: hands in résumés for the posting $JOB, each request that of another person. What was
-- answered is written down in answers-N, a line each: status, task, Retry-After.
local n = 0
function setup(thread)
	threads = (threads or 0) + 1
	thread:set("id", threads)
end
function request()
	n = n + 1
	local who = id .. "-" .. n
	return wrk.format("POST", "/v1/resumes?job=" .. os.getenv("JOB"),
		{ Authorization = "Bearer secret", ["Content-Type"] = "text/markdown" },
		"# Ada Example\n\nada-" .. who .. "@example.org\n\n## Work\n\nEngineer, Acme Ltd, 2019 - 2021\n- Ran Postgres on K8s\n")
end
function response(status, headers, body)
	log = log or io.open("answers-" .. id, "w")
	local task = body:match('"task_id":"(%x+)"')
	log:write(status, " ", status == 202 and task or "-", " ", headers["Retry-After"] or "-", "\n")
	log:flush()
end
