-- Appends one batch of Kafka records to the partition's stream, each at most once and in offset order.
-- KEYS: events, books
-- ARGV: last offset the relay believes handled, most entries the stream may hold, last offset of this batch,
--       Kafka's high offset, fingerprint of the last record (timestamp, hash), then per record: offset, timestamp, key, value
-- Output: {'OK', position} | {'BEHIND', position} | {'AHEAD', position} | {'FULL', position} | {'UNSET'}
-- AHEAD: the stream has these records already, or they are of another topic of the same name; the relay looks which.
local HEAD = 6
local position = tonumber(redis.call('HGET', KEYS[2], 'position') or nil)
if not position then return {'UNSET'} end
if tonumber(ARGV[1]) > position then return {'BEHIND', position} end
if tonumber(ARGV[1]) < position then return {'AHEAD', position} end
local last = tonumber(ARGV[3])
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[2]) then return {'FULL', position} end

-- Redis' own clock, the same for every relay: when each record became readable.
local time = redis.call('TIME')
local relayedMs = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local newest = nil
for i = HEAD + 1, #ARGV, 4 do
  redis.call('XADD', KEYS[1], ARGV[i] .. '-1', 't', ARGV[i + 1], 'k', ARGV[i + 2], 'v', ARGV[i + 3], 'r', relayedMs)
  newest = ARGV[i]
end
local appended = (#ARGV - HEAD) / 4

redis.call('HSET', KEYS[2], 'position', ARGV[3], 'high', ARGV[4])
redis.call('HINCRBY', KEYS[2], 'relayed', appended)
local gaps = last - position - appended
if gaps > 0 then redis.call('HINCRBY', KEYS[2], 'gaps', gaps) end
if newest then redis.call('HSET', KEYS[2], 'fpOffset', newest, 'fpTimestamp', ARGV[5], 'fpHash', ARGV[6]) end
return {'OK', last}
