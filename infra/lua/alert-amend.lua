-- Writes what a person did to an alert, open or ended, if the alert is still what that person's server read: compare-and-set.
-- KEYS: 1 records, 2 versions, 3 feed, 4 outbox
-- ARGV: 1 id  2 record that was read, as JSON  3 record now, as JSON  4 version and state now, '' = it has ended
--       5 feed entries to keep  6 what channels are told of it, '' = nothing
-- Answers 1 when written, 0 when somebody else was quicker.
local id, seen, record, next_seen = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if redis.call('HGET', KEYS[1], id) ~= seen then return 0 end
redis.call('HSET', KEYS[1], id, record)
if next_seen ~= '' then redis.call('HSET', KEYS[2], id, next_seen) end
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[5], '*', 'record', record)
-- What a person changes fired before: channels know of it, unless it was withheld from them.
if ARGV[6] ~= '' then redis.call('XADD', KEYS[4], '*', 'notice', ARGV[6], 'record', record, 'known', 'told') end
return 1
