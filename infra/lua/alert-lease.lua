-- Takes or renews the lease of the evaluation, and notes the second up to which its holder has judged.
-- KEYS: 1 lease, 2 token: one more each time that the lease is taken anew, 3 second judged last
-- ARGV: 1 owner, 2 time to live in ms, 0 gives it back, 3 token by which the owner has judged, '' = none yet
--       4 second up to which it has judged, '' = none yet
-- Answers {token, second judged last or ''}, or {} while another one holds it.
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return {} end
-- Also of a lease that ran out meanwhile: while its token is the newest, nobody else has judged since.
if ARGV[4] ~= '' and redis.call('GET', KEYS[2]) == ARGV[3] then redis.call('SET', KEYS[3], ARGV[4]) end
if ARGV[2] == '0' then
  redis.call('DEL', KEYS[1])
  return {}
end
if not owner then redis.call('INCR', KEYS[2]) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {redis.call('GET', KEYS[2]), redis.call('GET', KEYS[3]) or ''}
