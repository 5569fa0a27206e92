-- Adds a silence where there is room for one more.
-- KEYS: 1 silences, 2 their version
-- ARGV: 1 id  2 silence as JSON  3 most silences that there may be
-- Answers 1 when added, 0 when there are as many as there may be.
if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('INCR', KEYS[2])
return 1
