-- Posts an answer for each token of a file, once: 8 ratings that follow from the token, and a comment that names it. Every thread takes
-- its share and writes down which tokens were thanked.
-- Arguments: file of tokens, first line, number of lines, threads, file to write to.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local share = math.floor(tonumber(args[3]) / tonumber(args[4]))
  local first = tonumber(args[2]) + number * share
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  -- Made before the clock runs: what is measured is the server.
  requests, next_one = {}, 1
  local line_number = 0
  for token in io.lines(args[1]) do
    line_number = line_number + 1
    if line_number >= first and line_number < first + share then requests[#requests + 1] = answer(token) end
  end
  thanked = io.open(args[5] .. "." .. number, "w")
  thanked:setvbuf("full")
end

function answer(token)
  local body = {}
  for step = 1, 8 do
    body[step] = "SERVICE-ALL." .. (step < 8 and "s" .. step or "overall") .. "=" .. token:byte(step) % 5 + 1
  end
  body[9] = "SERVICE-ALL.comment=It+took+two+days+until+somebody+answered+about+" .. token
  return wrk.format("POST", "/r/" .. token, nil, table.concat(body, "&"))
end

function request()
  local made = requests[next_one]
  if made == nil then
    wrk.thread:stop()
    return wrk.format("GET", "/health/live")
  end
  next_one = next_one + 1
  return made
end

function response(status, headers, body)
  if status == 200 then
    local start = body:find("/u/", 1, true)
    if start then thanked:write(body:match("^[%w_-]+", start + 3), "\n") end
  end
end

function done(summary, latency, requests)
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
