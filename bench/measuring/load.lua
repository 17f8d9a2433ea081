-- Sends the notices of a file, one a line, in turn, and counts answers by status: wrk's own summary
-- knows only "non-2xx".
local threads = {}

function setup(thread)
  thread:set("place", #threads)
  table.insert(threads, thread)
end

function init(args)
  requests, documents, busy, other = {}, 0, 0, 0
  local headers = {["Content-Type"] = "application/json"}
  for line in io.lines(args[1]) do
    table.insert(requests, wrk.format("POST", nil, headers, line))
  end
  -- Threads begin at different places.
  place = math.floor(place * #requests / 2)
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function response(status, headers, body)
  if status == 200 then
    documents = documents + 1
  elseif status == 503 or status == 429 then
    busy = busy + 1
  else
    other = other + 1
  end
end

function done(summary, latency, requests)
  local documents, busy, other = 0, 0, 0
  for _, thread in ipairs(threads) do
    documents = documents + thread:get("documents")
    busy = busy + thread:get("busy")
    other = other + thread:get("other")
  end
  local errors = summary.errors
  io.write(string.format(
    '{"seconds": %.3f, "documents": %d, "busy": %d, "other": %d, "p50": %.2f, "p99": %.2f, ' ..
    '"longest": %.2f, "broken": %d}\n',
    summary.duration / 1e6, documents, busy, other, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout))
end
