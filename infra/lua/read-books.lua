-- The books of one partition, read at one moment so that they balance while traffic flows.
-- KEYS: events, books, rejects, lease
-- ARGV: group
-- Output: {books as flat list, stream length, pending, rejects waiting, owner}
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1])
return {
  redis.call('HGETALL', KEYS[2]),
  redis.call('XLEN', KEYS[1]),
  pending.err and 0 or pending[1],
  redis.call('XLEN', KEYS[3]),
  redis.call('GET', KEYS[4]),
}
