-- Writes one field of a hash, if it still holds what the writer read.
-- KEYS: 1 hash
-- ARGV: 1 field  2 value that was read, '' = there was none  3 value now
-- Answers 1 when written, 0 when somebody else was quicker.
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
