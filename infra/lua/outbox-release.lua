-- Has channels told that an alert fires whose silence is over, once, if the alert is still what the caller saw.
-- KEYS: 1 versions, 2 withheld, 3 outbox
-- ARGV: 1 id of the alert  2 its version and state as they were seen  3 its record as JSON
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
local known = redis.call('HGET', KEYS[2], ARGV[1])
if not known then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('XADD', KEYS[3], '*', 'notice', 'firing', 'record', ARGV[3], 'known', known)
return 1
