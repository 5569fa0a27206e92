-- Makes sure that a partition's stream, its books and its consumer group exist.
-- All entries that were acknowledged are deleted, so a group begun anew at 0 is always at the right place.
-- KEYS: events, books
-- ARGV: group, Kafka's low offset
-- Output: {position, start, fingerprint offset, fingerprint timestamp, fingerprint hash} (false where unset)
if redis.call('HEXISTS', KEYS[2], 'position') == 0 then
  redis.call('HSET', KEYS[2], 'start', ARGV[2], 'position', string.format('%.0f', tonumber(ARGV[2]) - 1))
end
redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
return redis.call('HMGET', KEYS[2], 'position', 'start', 'fpOffset', 'fpTimestamp', 'fpHash')
