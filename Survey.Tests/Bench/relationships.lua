-- Asks for one page of many after another, in no order. Argument: a file with an address per line.
function init(args)
  addresses = {}
  for line in io.lines(args[1]) do addresses[#addresses + 1] = line end
  math.randomseed(tonumber(tostring(addresses):match("0x(%x+)"), 16))
end

function request()
  return wrk.format("GET", addresses[math.random(#addresses)])
end
