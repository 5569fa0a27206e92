-- Writes one change of an alert, if the alert is still what the evaluator saw (compare-and-set), and the evaluator still
-- holds the lease by which it judged (fencing).
-- KEYS: 1 open, 2 versions, 3 records, 4 ended (resolved or unfired, by how it ended), 5 feed, 6 outbox,
--       7 token of the lease
-- ARGV: 1 unique key (rule|traffic|key)  2 id  3 version and state that the evaluator saw, '' = no open alert
--       4 version and state now, '' = it has ended  5 record as JSON  6 second of the change
--       7 ended alerts to keep  8 feed entries to keep  9 what channels are told of it, '' = nothing
--       10 token of the evaluator, '' = it needs none  11 second before which nothing ended is kept
-- Answers 1 when written, 0 when somebody else was quicker or has the lease.
local unique, id, seen, next_seen, record = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if ARGV[10] ~= '' and redis.call('GET', KEYS[7]) ~= ARGV[10] then return 0 end
local open_id = redis.call('HGET', KEYS[1], unique)
if seen == '' then
  if open_id then return 0 end
elseif open_id ~= id or redis.call('HGET', KEYS[2], id) ~= seen then
  return 0
end

redis.call('HSET', KEYS[3], id, record)
if next_seen == '' then
  redis.call('HDEL', KEYS[1], unique)
  redis.call('HDEL', KEYS[2], id)
  redis.call('ZADD', KEYS[4], ARGV[6], id)
  local old = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', '(' .. ARGV[11], 'LIMIT', 0, 100)
  local surplus = redis.call('ZCARD', KEYS[4]) - #old - tonumber(ARGV[7])
  if surplus > 0 then
    old = redis.call('ZRANGE', KEYS[4], 0, #old + surplus - 1)
  end
  for _, ended in ipairs(old) do
    redis.call('ZREM', KEYS[4], ended)
    redis.call('HDEL', KEYS[3], ended)
  end
else
  redis.call('HSET', KEYS[1], unique, id)
  redis.call('HSET', KEYS[2], id, next_seen)
end
redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[8], '*', 'record', record)
if ARGV[9] ~= '' then redis.call('XADD', KEYS[6], '*', 'notice', ARGV[9], 'record', record) end
return 1
