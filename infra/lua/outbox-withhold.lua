-- Takes an entry out of the outbox untold. Of one that says "firing" it is kept that its alert fires in silence; what was
-- kept before knows better what channels know.
-- KEYS: 1 outbox, 2 withheld, 3 groups
-- ARGV: 1 group  2 id of the entry  3 id of the alert, '' = nothing is kept  4 `told` or `untold`: what channels know
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('HDEL', KEYS[3], ARGV[2])
if redis.call('XDEL', KEYS[1], ARGV[2]) == 1 and ARGV[3] ~= '' then redis.call('HSETNX', KEYS[2], ARGV[3], ARGV[4]) end
