-- Saves a simulation, unless another process has taken it over: one that was frozen and woken writes nothing old.
-- KEYS: simulation, all simulations by their time of creation, those that are not over, version of all
-- ARGV: owner that the caller found (empty: none yet), owner from now on, simulation as JSON, next, reserved,
--       id, creation in epoch ms, 1 when it is over
-- Output: 1 when saved, 0 when the owner is another
if (redis.call('HGET', KEYS[1], 'owner') or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'simulation', ARGV[3], 'next', ARGV[4], 'reserved', ARGV[5])
redis.call('ZADD', KEYS[2], ARGV[7], ARGV[6])
redis.call(ARGV[8] == '1' and 'SREM' or 'SADD', KEYS[3], ARGV[6])
redis.call('INCR', KEYS[4])
return 1
