-- Deletes a consumer that holds nothing: XGROUP DELCONSUMER would drop what it holds.
-- KEYS: stream
-- ARGV: group, consumer
-- Output: 1 when deleted
for _, row in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local info = {}
  for i = 1, #row, 2 do info[row[i]] = row[i + 1] end
  if info.name == ARGV[2] and info.pending == 0 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
    return 1
  end
end
return 0
