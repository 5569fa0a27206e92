-- Begins a new epoch, once, however many relays see that the topic is another one.
-- KEYS: topic
-- ARGV: the epoch that was found
-- Output: the epoch now
if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then redis.call('HINCRBY', KEYS[1], 'epoch', 1) end
return tonumber(redis.call('HGET', KEYS[1], 'epoch'))
