-- Sends the requests of a file, one after the other and again from the start. The file has two lines of head (path,
-- then the header content-type) and one body a line. Prints one line of JSON at the end.
local requests, place = {}, 0

function init(args)
  local lines = {}
  for line in io.lines(args[1]) do lines[#lines + 1] = line end
  local headers = { ["content-type"] = lines[2] }
  for i = 3, #lines do requests[#requests + 1] = wrk.format("POST", lines[1], headers, lines[i]) end
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\n{"requests":%d,"seconds":%f,"errors":%d}\n', summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
