-- Counts a batch of entries and acknowledges them, together: all of it or nothing.
-- Nothing is written unless every entry is still pending for the group and no message ID was seen before.
-- KEYS: events, books, rejects, seen (generation before, this one, the one after), then the keys the operations name
-- ARGV: group, seconds that a generation of seen is kept, most names per window,
--       counts: entries, message IDs, rejects, books fields, operations;
--       entry IDs; message IDs; rejects (entry ID, reason, path); books fields (name, n);
--       operations: kind, key's index, expiry in epoch seconds, m, then m fields:
--         add: field, n · capped: field, field to use when the window is full, n · users: member · rank: member, n
--         changed: second
-- Output: {'OK'} | {'SEEN', index of each message ID seen before} | {'PENDING', entry IDs still pending}
local at = 9
local function take()
  local value = ARGV[at]
  at = at + 1
  return value
end
local function takeMany(n)
  local values = {}
  for i = 1, n do values[i] = take() end
  return values
end

local group, seenSeconds, maxNames = ARGV[1], ARGV[2], tonumber(ARGV[3])
local entries, messages, rejects = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local fields, operations = tonumber(ARGV[7]), tonumber(ARGV[8])
local ids = takeMany(entries)

-- The pending entries between the first and the last ID, page by page: other consumers hold some of them.
local pending, found, from = {}, 0, ids[1]
while true do
  local page = redis.call('XPENDING', KEYS[1], group, from, ids[entries], 1000)
  for _, row in ipairs(page) do pending[row[1]] = true end
  if #page < 1000 then break end
  from = '(' .. page[#page][1]
end
local still = {'PENDING'}
for _, id in ipairs(ids) do
  if pending[id] then still[#still + 1] = id end
end
if #still - 1 < entries then return still end

local messageIds = takeMany(messages)
if messages > 0 then
  local answer = {'SEEN'}
  for generation = 4, 6 do
    for i, known in ipairs(redis.call('SMISMEMBER', KEYS[generation], unpack(messageIds))) do
      if known == 1 then answer[#answer + 1] = i end
    end
  end
  if #answer > 1 then return answer end
  redis.call('SADD', KEYS[5], unpack(messageIds))
  redis.call('EXPIRE', KEYS[5], seenSeconds)
end

for _ = 1, rejects do
  local id, reason, path = take(), take(), take()
  local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
  redis.call('XADD', KEYS[3], '*', 'id', id, 'reason', reason, 'path', path, unpack(entry and entry[2] or {}))
end

for _ = 1, fields do redis.call('HINCRBY', KEYS[2], take(), take()) end
local version = redis.call('HINCRBY', KEYS[2], 'version', 1)

for _ = 1, operations do
  local kind, key, expiry, m = take(), KEYS[tonumber(take())], take(), tonumber(take())
  if kind == 'add' then
    for _ = 1, m do redis.call('HINCRBY', key, take(), take()) end
  elseif kind == 'capped' then
    for _ = 1, m do
      local field, other, n = take(), take(), take()
      if redis.call('HEXISTS', key, field) == 0 and redis.call('HLEN', key) >= maxNames then field = other end
      redis.call('HINCRBY', key, field, n)
    end
  elseif kind == 'users' then
    redis.call('PFADD', key, unpack(takeMany(m)))
  elseif kind == 'rank' then
    for _ = 1, m do
      local member, n = take(), take()
      redis.call('ZINCRBY', key, n, member)
    end
  elseif kind == 'changed' then
    for _ = 1, m do redis.call('ZADD', key, version, take()) end
    local excess = redis.call('ZCARD', key) - 20000
    if excess > 0 then redis.call('ZREMRANGEBYRANK', key, 0, excess - 1) end
  end
  if expiry ~= '0' then redis.call('EXPIREAT', key, expiry) end
end

redis.call('XACK', KEYS[1], group, unpack(ids))
redis.call('XDEL', KEYS[1], unpack(ids))
return {'OK'}
