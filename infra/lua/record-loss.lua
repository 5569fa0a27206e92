-- Kafka removed records before the relay read them: moves the position on and keeps their number and offsets as lost.
-- KEYS: books
-- ARGV: the position that was found, Kafka's low offset
-- Output: records lost (0: another relay was first)
local position = tonumber(redis.call('HGET', KEYS[1], 'position') or nil)
if position ~= tonumber(ARGV[1]) then return 0 end
local lost = tonumber(ARGV[2]) - 1 - position
if lost <= 0 then return 0 end
redis.call('HSET', KEYS[1], 'position', string.format('%.0f', tonumber(ARGV[2]) - 1))
redis.call('HINCRBY', KEYS[1], 'lostBeforeRelay', lost)
redis.call('HSET', KEYS[1], 'lostFrom', string.format('%.0f', position + 1), 'lostTo', string.format('%.0f', tonumber(ARGV[2]) - 1))
redis.call('HDEL', KEYS[1], 'fpOffset', 'fpTimestamp', 'fpHash')
return lost
