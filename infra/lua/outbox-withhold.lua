-- Takes an entry out of the outbox untold. Of one that says "firing" it is kept that its alert fires in silence.
-- KEYS: 1 outbox, 2 withheld
-- ARGV: 1 group  2 id of the entry  3 id of the alert, '' = nothing is kept  4 `told` or `untold`: what channels know
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
if redis.call('XDEL', KEYS[1], ARGV[2]) == 1 and ARGV[3] ~= '' then redis.call('HSET', KEYS[2], ARGV[3], ARGV[4]) end
