import type { Patch } from './wire.ts';

/** Faulty scripts, each of which the property has to find. None of them ships. */
export const CONTROLS: Record<string, { script: string; patches: Patch[] }> = {
  'an append that does not look whether it follows': {
    script: 'append',
    patches: [{ find: /if tonumber\(ARGV\[1\]\) > position then[^\n]*\n/, replace: '' }],
  },
  'an append that does not look what is there already': {
    script: 'append',
    patches: [
      { find: /if tonumber\(ARGV\[1\]\) < position then[^\n]*\n/, replace: '' },
      { find: /redis\.call\('XADD'/, replace: "redis.pcall('XADD'" },
    ],
  },
  'an apply that does not look what is pending': {
    script: 'apply',
    patches: [{ find: /if #still - 1 < entries then return still end/, replace: '' }],
  },
  'an apply that knows no duplicates': {
    script: 'apply',
    patches: [{ find: /if not isAsFolded then return answer end/, replace: '' }],
  },
  'duplicates forgotten where clocks disagree': {
    script: 'apply',
    patches: [{ find: /for generation = 4, 6 do/, replace: 'for generation = 4, 5 do' }],
  },
  'an apply that counts, then acknowledges, and dies between now and then': {
    script: 'apply',
    patches: [
      { find: /redis\.call\('XACK'/, replace: "if version % 3 == 0 then return {'OK'} end\nredis.call('XACK'" },
    ],
  },
  'consumers deleted with what they hold': {
    script: 'forget-consumer',
    patches: [{ find: / and info\.pending == 0/, replace: '' }],
  },
};
