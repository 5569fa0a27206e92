-- Counts a batch of entries and acknowledges them, together: all of it or nothing.
-- Nothing is written unless every entry is still pending for the group, no event's message ID was seen before and
-- every duplicate's was.
-- KEYS: events, books, rejects, seen (generation before, this one, the one after), then the keys the operations name
-- ARGV: group, seconds that a generation of seen is kept, most names per window,
--       counts: entries, message IDs of events, message IDs that made duplicates, rejects, books fields, operations;
--       entry IDs; message IDs of events and of duplicates; rejects (entry ID, reason, path); books fields (name, n);
--       operations: kind, key's index, expiry in epoch seconds, m, then m fields:
--         add: field, n · capped: field, field to use when the window is full, n · users: member · rank: member, n
--         max: field, n · changed: second
-- Output: {'OK'} | {'SEEN', index of each message ID seen before, of both kinds} | {'PENDING', entry IDs still pending}
local at = 10
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
local entries, new, known = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local rejects, fields, operations = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
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

-- What was left out as a duplicate must be known still: Redis may have lost its last second since it said so.
local messageIds = takeMany(new + known)
if #messageIds > 0 then
  local seen = {}
  for generation = 4, 6 do
    for i, found in ipairs(redis.call('SMISMEMBER', KEYS[generation], unpack(messageIds))) do
      if found == 1 then seen[i] = true end
    end
  end
  local answer, isAsFolded = {'SEEN'}, true
  for i = 1, #messageIds do
    if seen[i] then answer[#answer + 1] = i end
    if (seen[i] == true) ~= (i > new) then isAsFolded = false end
  end
  if not isAsFolded then return answer end
end
if new > 0 then
  redis.call('SADD', KEYS[5], unpack(messageIds, 1, new))
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
  elseif kind == 'max' then
    for _ = 1, m do
      local field, n = take(), take()
      if tonumber(n) > tonumber(redis.call('HGET', key, field) or '-1') then redis.call('HSET', key, field, n) end
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
