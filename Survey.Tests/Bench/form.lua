-- Opens the form of a token of a file, another one each time. Arguments: file of tokens.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  tokens = {}
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  next_one = number * 7919
end

-- As every browser asks.
wrk.headers["Accept-Encoding"] = "gzip, deflate, br"

function request()
  next_one = next_one + 1
  return wrk.format("GET", "/r/" .. tokens[next_one % #tokens + 1])
end

function done(summary, latency, requests)
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, summary.bytes))
end
