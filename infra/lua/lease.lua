-- Takes or renews a lease, or gives it back. A wrong or doubled lease does no harm: append.lua rules.
-- KEYS: lease
-- ARGV: owner, time to live in ms (0 gives it back)
-- Output: 1 when the owner holds it after the call, else 0
local owner = redis.call('GET', KEYS[1])
if ARGV[2] == '0' then
  if owner == ARGV[1] then redis.call('DEL', KEYS[1]) end
  return 0
end
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
