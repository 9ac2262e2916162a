-- Sends the requests of the files named after `--`, in turn, as they are; prints what came of it as JSON.
local requests, sent = {}, 0

function init(args)
  for number, path in ipairs(args) do
    local file = assert(io.open(path, "rb"))
    requests[number] = file:read("*a")
    file:close()
  end
end

function request()
  sent = sent % #requests + 1
  return requests[sent]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"duration_us":%d,"p50_us":%d,"p99_us":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
